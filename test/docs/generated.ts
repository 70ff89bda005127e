import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Texts of files, by path from the repository's root. */
export type Files = Record<string, string>;

/** The committed files of some folders, or single files; those that are not there have none. */
function committed(folders: string[]): Files {
	const there = folders.filter((folder) => existsSync(join(ROOT, folder)));
	const files = there.flatMap((folder) =>
		statSync(join(ROOT, folder)).isFile()
			? [join(ROOT, folder)]
			: readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile())
					.map((entry) => join(entry.parentPath, entry.name)),
	);
	return Object.fromEntries(files.map((file) => [file.slice(ROOT.length + 1), readFileSync(file, 'utf8')]));
}

/**
 * Holds generated files against the committed ones; with DOCS=write in the environment (`npm run docs`) it writes them
 * first, so that nothing else remains in the folders.
 * @param folders those that hold nothing but generated files, or one generated file
 */
export function expectGenerated(files: Files, folders: string[]): void {
	if (process.env.DOCS === 'write') write(files, folders);
	expect(committed(folders)).toEqual(files);
}

function write(files: Files, folders: string[]): void {
	for (const folder of folders) rmSync(join(ROOT, folder), { recursive: true, force: true });
	for (const [file, text] of Object.entries(files)) {
		mkdirSync(dirname(join(ROOT, file)), { recursive: true });
		writeFileSync(join(ROOT, file), text);
	}
}
