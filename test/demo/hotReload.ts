import { transform } from 'esbuild';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { watchFolders } from './watchFolders';

/** Folders of sources, which the build lays out in the same way. */
const SOURCES = ['nodes', 'credentials'];
/** What the build bundles; the rest is compiled one to one. */
const BUNDLED = /transport\/vendor(Globals)?\.ts$/;
const COPIED = /\.(node\.json|svg)$/;
/** Editors write a file in several steps. */
const SETTLED_MS = 50;

export interface HotReload {
	/** Folder with nodes/ and credentials/. */
	from: string;
	/** Folder of the installed package, which an n8n with N8N_DEV_RELOAD watches. */
	to: string;
	/** Hears what became of each file. */
	tell: (line: string) => void;
}

/**
 * Brings each change of a source into an installed package, compiled.
 * @returns what ends it
 */
export function hotReload({ from, to, tell }: HotReload): () => void {
	const pending = new Map<string, NodeJS.Timeout>();
	const bring = async (file: string): Promise<void> => {
		pending.delete(file);
		try {
			if (await bringOver(join(from, file), join(to, 'dist', file))) tell(`Reloading ${file}`);
			if (BUNDLED.test(file)) tell(`${file} is bundled: start again to see its change`);
		} catch (error) {
			tell(`${file}: ${error instanceof Error ? error.message : String(error)}`);
		}
	};
	const changed = (path: string): void => {
		const file = relative(from, path);
		clearTimeout(pending.get(file));
		pending.set(
			file,
			setTimeout(() => void bring(file), SETTLED_MS),
		);
	};
	const ends = SOURCES.map((folder) => watchFolders(join(from, folder), changed));
	return () => {
		for (const end of ends) end();
		for (const timer of pending.values()) clearTimeout(timer);
	};
}

/** Whether the file was one that the package has. */
async function bringOver(source: string, built: string): Promise<boolean> {
	if (!(await stat(source).catch(() => undefined))?.isFile()) return false;
	const isCode = source.endsWith('.ts') && !source.endsWith('.d.ts') && !BUNDLED.test(source);
	if (!isCode && !COPIED.test(source)) return false;
	await mkdir(dirname(built), { recursive: true });
	if (!isCode) {
		await copyFile(source, built);
		return true;
	}
	const compiled = await transform(await readFile(source, 'utf8'), {
		loader: 'ts',
		format: 'cjs',
		target: 'es2022',
		sourcefile: source,
	});
	await writeFile(built.replace(/\.ts$/, '.js'), compiled.code);
	return true;
}
