import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hotReload } from '../../demo/hotReload';
import { poll } from '../../host';

jest.setTimeout(120_000);

let folder: string;
let end: () => void;
const source = (file: string) => join(folder, 'from', 'nodes', file);

/** Saves a source as many editors do: a new file takes the place of the old one. */
function save(file: string, text: string): void {
	mkdirSync(dirname(source(file)), { recursive: true });
	writeFileSync(join(folder, 'saved'), `export const text: string = '${text}';\n`);
	renameSync(join(folder, 'saved'), source(file));
}

/** Waits until the package has a text in one of its files. */
async function inPackage(file: string, text: string): Promise<void> {
	const built = join(folder, 'to', 'dist', 'nodes', file);
	const has = () => {
		try {
			return readFileSync(built, 'utf8').includes(`"${text}"`) || undefined;
		} catch {
			return undefined;
		}
	};
	await poll(() => Promise.resolve(has()), { what: `${text} in ${file}`, timeoutSeconds: 60 });
}

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'hot-reload-'));
	mkdirSync(join(folder, 'from', 'credentials'), { recursive: true });
	save('Agent/agent.ts', 'first');
	end = hotReload({ from: join(folder, 'from'), to: join(folder, 'to'), tell: () => undefined });
});

afterEach(() => {
	end();
	rmSync(folder, { recursive: true });
});

test('every save of a source is in the package, also when each replaces the file', async () => {
	for (const text of ['second', 'third', 'fourth']) {
		save('Agent/agent.ts', text);
		await inPackage('Agent/agent.js', text);
	}
});

test('a source in a folder that was made meanwhile is in the package', async () => {
	save('Agent/made/later/notes.ts', 'new');
	await inPackage('Agent/made/later/notes.js', 'new');
	save('Agent/made/later/notes.ts', 'newer');
	await inPackage('Agent/made/later/notes.js', 'newer');
});
