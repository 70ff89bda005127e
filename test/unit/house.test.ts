import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const LONGEST_FILE = 300;

const sources = ['nodes', 'credentials', 'test'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The files of ours that a file imports, types included. */
function importsOf(file: string): string[] {
	const named = [...text(file).matchAll(/(?:from|import) '(\.[^']*)'/g)].map(([, path]) => path);
	const targets = named.map((path) => normalize(join(dirname(join(ROOT, file)), path)));
	const found = targets.flatMap((target) =>
		[`${target}.ts`, join(target, 'index.ts')].filter((one) => existsSync(one)),
	);
	return found.map((target) => relative(ROOT, target));
}

function cycles(): string[] {
	const state = new Map<string, 'open' | 'done'>();
	const found: string[] = [];
	const visit = (file: string, path: string[]): void => {
		if (state.get(file) === 'open') found.push([...path.slice(path.indexOf(file)), file].join(' → '));
		if (state.has(file)) return;
		state.set(file, 'open');
		for (const target of importsOf(file)) visit(target, [...path, file]);
		state.set(file, 'done');
	};
	for (const file of sources) visit(file, []);
	return found;
}

test('no file imports itself by way of others', () => {
	expect(cycles()).toEqual([]);
});

test('queue, matrix, faults, death and bench import nothing from another level: what they share is in test/support', () => {
	const levels = ['unit', 'integration', 'e2e', 'queue', 'matrix', 'faults', 'death', 'bench'];
	const levelOf = (file: string): string | undefined =>
		levels.find((level) => file.startsWith(join('test', level, '/')));
	const independent = ['queue', 'matrix', 'faults', 'death', 'bench'];
	const across = sources
		.filter((file) => independent.includes(levelOf(file) ?? ''))
		.flatMap((file) => importsOf(file).map((target) => ({ file, target })))
		.filter(({ file, target }) => levelOf(target) !== undefined && levelOf(target) !== levelOf(file));
	expect(across).toEqual([]);
});

test(`no file is longer than ${LONGEST_FILE} lines`, () => {
	expect(sources.filter((file) => text(file).split('\n').length > LONGEST_FILE + 1)).toEqual([]);
});

test('only the vendor file imports third-party packages', () => {
	const shipped = sources.filter((file) => !file.startsWith('test'));
	const foreign = shipped.filter((file) =>
		[...text(file).matchAll(/^(?!import type ).*from '([^.'][^']*)'/gm)].some(
			([, name]) => name !== 'n8n-workflow' && name !== 'node:crypto',
		),
	);
	expect(foreign).toEqual(['nodes/shared/transport/vendor.ts']);
});

test('no file keeps anything in memory from one execution to the next, but those whose limits are documented', () => {
	const shipped = sources.filter((file) => !file.startsWith('test'));
	const keeping = shipped.filter((file) =>
		/^(export )?(let\b|(const|var) .*(= \[\];$|= new ))|^\s*static (?!async |readonly |\w+\()/m.test(
			text(file),
		),
	);
	const [, section = ''] = text('docs/architecture.md').split('## State in a cluster');
	const documented = [...section.matchAll(/^\| `([\w/]+\.ts)` \|/gm)].map(([, file]) => `nodes/${file}`);
	expect(keeping.sort()).toEqual(documented.sort());
	expect(documented).not.toHaveLength(0);
});
