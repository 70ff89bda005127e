import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import * as errors from '../../nodes/shared/transport/errors/errors';
import { nodeNames } from '../docs/pages';
import { loadPackage } from '../support/engine/nodeTypes';

const ROOT = resolve(__dirname, '../..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const documents = [
	...readdirSync(ROOT),
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => join('docs', file)),
].filter((file) => file.endsWith('.md'));
const readme = text('README.md');

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(file: string): string[] {
	const headings = [...text(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
	return headings.map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replace(/ /g, '-'),
	);
}

function resolves(file: string, link: string): boolean {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? file : relative(ROOT, resolve(ROOT, dirname(file), path));
	if (!existsSync(join(ROOT, target))) return false;
	return anchor === undefined || anchorsOf(target).includes(anchor);
}

function linksOf(file: string): string[] {
	const prose = text(file).replace(/```[^]*?```/g, '');
	return [...prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g)].map(
		([, link, source]) => link ?? source ?? '',
	);
}

test.each(documents)('every link and picture of %s leads to something', (file) => {
	const own = linksOf(file).filter((link) => !/^(https?|mailto):/.test(link));
	expect(own.filter((link) => !resolves(file, link))).toEqual([]);
});

test('every picture of docs/ is shown by a document', () => {
	const pictures = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(png|svg|gif)$/.test(file))
		.map((file) => join('docs', file));
	const shown = documents.flatMap((file) =>
		linksOf(file).map((link) => relative(ROOT, resolve(ROOT, dirname(file), link))),
	);
	expect(pictures.filter((file) => !shown.includes(file))).toEqual([]);
});

/** Largest picture and film, in bytes: everybody who looks at the README loads some. */
const LARGEST = { '.png': 400_000, '.gif': 5_000_000 };
const pictures = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((file) =>
	/\.(png|gif)$/.test(file),
);

test.each(Object.entries(LARGEST))('no %s of docs/ is larger than %d bytes', (ending, most) => {
	const files = pictures.filter((file) => file.endsWith(ending));
	expect(files).not.toEqual([]);
	expect(files.filter((file) => statSync(join(ROOT, 'docs', file)).size > most)).toEqual([]);
});

test('every picture of docs/ is taken by npm run screenshots', () => {
	const folder = join(ROOT, 'test/demo/pictures');
	const code = readdirSync(folder)
		.map((file) => readFileSync(join(folder, file), 'utf8').toLowerCase())
		.join('\n');
	const names = pictures.map((file) => basename(file).replace(/(-dark)?\.png$/, ''));
	expect(names.filter((name) => !code.includes(name))).toEqual([]);
});

test('npm run screenshots knows every take, and the takes write every film of docs/', () => {
	const folder = join(ROOT, 'test/demo/pictures');
	const takes = readdirSync(folder).flatMap((file) => {
		const code = readFileSync(join(folder, file), 'utf8');
		return [...code.matchAll(/^export const (\w+): Take\b[^]*?^};/gm)].map(([body, name = '']) => ({
			name,
			body,
		}));
	});
	const command = text('test/demo/screenshots.ts');
	const [, registered = ''] = command.split('const FOR_DOCS');
	const [lists = ''] = registered.split('const TRIES');
	expect(takes.length).toBeGreaterThan(10);
	expect(takes.filter(({ name }) => !new RegExp(`\\b${name},? `).test(lists.replace(/\s/g, ' ')))).toEqual(
		[],
	);
	const films = readdirSync(join(ROOT, 'docs/films')).map((file) => file.toLowerCase());
	const written = takes.flatMap(({ body }) => [...body.matchAll(/'([\w-]+\.gif)'/g)].map(([, film]) => film));
	expect(written.sort()).toEqual(films.sort());
});

test("the README's first screen says how to install, and its badges are true", () => {
	const first = readme.slice(0, readme.indexOf('## Why'));
	const { name, license, dependencies, engines } = JSON.parse(text('package.json')) as {
		name: string;
		license: string;
		dependencies?: object;
		engines: { n8n: string };
	};
	expect(first).toContain(`and enter \`${name}\`.`);
	expect(first).toContain('.gif)');
	const badges = [...first.matchAll(/badge\/([^)]+)-\w+\)/g)].map(([, badge = '']) =>
		decodeURIComponent(badge),
	);
	expect(badges).toEqual([
		`n8n-≥ ${engines.n8n.replace('>=', '').replace(/\.0$/, '')}`,
		`runtime dependencies-${Object.keys(dependencies ?? {}).length}`,
		`license-${license}`,
	]);
	expect(first.split('\n').length).toBeLessThan(25);
});

test('every test that SECURITY.md names exists', () => {
	const named = [...text('SECURITY.md').matchAll(/`((?:test|\.github)\/[^`]+)`/g)].map(
		([, path = '']) => path,
	);
	expect(named.length).toBeGreaterThan(15);
	expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every promise and every threat of SECURITY.md names the tests that try to break it', () => {
	const [, promised = ''] = text('SECURITY.md').split('## What is promised');
	const [promises = '', rest = ''] = promised.split(/^Fixes are made/m);
	const [, threats = ''] = (rest.split('## Where secrets are')[0] ?? '').split('## Threats');
	const parts = [...promises.split(/^- (?=\*\*)/m).slice(1), ...threats.split(/^### /m).slice(1)];
	expect(parts.length).toBeGreaterThan(12);
	expect(parts.filter((part) => !/Tests: `test\//.test(part))).toEqual([]);
});

test.each(documents)('every command of %s exists', (file) => {
	const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
	const named = [...text(file).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('the README leads to every document of docs/', () => {
	const ofDocs = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));
	expect(ofDocs.filter((file) => !readme.includes(`](docs/${file}`))).toEqual([]);
});

test("the README's troubleshooting names every type of error that there is", () => {
	const types = Object.keys(errors).filter((name) => /.Error$/.test(name));
	const named = [...readme.matchAll(/^\| `(\w+Error)` \|/gm)].map(([, name]) => name);
	expect(named.sort()).toEqual(types.sort());
});

/** Every label that a user can read in the editor: of parameters, options and nodes. */
async function labels(): Promise<Set<string>> {
	const { nodeTypes } = await loadPackage();
	const found = new Set<string>();
	const visit = (one: INodeProperties): void => {
		found.add(one.displayName);
		// Prose leaves the unit out: `Timeout (Seconds)`.
		found.add(one.displayName.replace(/ \([A-Z]\w+\)$/, ''));
		for (const option of one.options ?? []) {
			if ('values' in option) option.values.forEach(visit);
			else if ('type' in option) visit(option);
			else found.add(option.name);
		}
	};
	for (const name of nodeNames()) {
		const { description } = nodeTypes.getByNameAndVersion(name);
		found.add(description.displayName);
		description.properties.forEach(visit);
		for (const output of description.outputNames ?? []) found.add(output);
	}
	return found;
}

test("the README's node table lists every node", async () => {
	const { nodeTypes } = await loadPackage();
	const known = nodeNames().map((name) => nodeTypes.getByNameAndVersion(name).description.displayName);
	const listed = [...readme.matchAll(/^\| \[(PromptRails [\w ]+)\]\(/gm)].map(([, name]) => name);
	expect(listed.sort()).toEqual(known.sort());
});

test('every field that the README names in italics stands in the editor', async () => {
	const known = await labels();
	const ofN8n = [
		'Always Output Data',
		'Retry On Fail',
		'On Error',
		'Retry On Fail',
		'Continue (using error output)',
		'Response Mode',
		'When Last Node Finishes',
		'Using Response Nodes',
		'Respond',
		'Streaming',
		'Timeout Workflow',
		'Tool',
	];
	const prose = readme.replace(/```[^]*?```/g, '').replace(/\*\*[^*]*\*\*/g, '');
	const named = [...prose.matchAll(/(?<![\w*])\*([A-Z][^*]*?)\*(?![\w*])/g)].map(([, name = '']) =>
		name.replace(/\s+/g, ' '),
	);
	const parts = named.flatMap((name) => name.split(': '));
	expect(parts.length).toBeGreaterThan(10);
	expect(parts.filter((name) => !known.has(name) && !ofN8n.includes(name))).toEqual([]);
});

test("the README's credential table names the credential's fields", async () => {
	const section = readme.slice(readme.indexOf('## Credential'), readme.indexOf('## Nodes'));
	const named = [...section.matchAll(/^\| ([A-Z][\w ()]+?) \|/gm)].map(([, name]) => name).slice(1);
	const credential = text('credentials/PromptRailsApi.credentials.ts');
	const labelled = [...credential.matchAll(/displayName: '([^']+)'/g)].map(([, name]) => name);
	expect(named.sort()).toEqual(labelled.sort());
});
