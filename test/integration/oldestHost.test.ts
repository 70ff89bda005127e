import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { MATRIX } from '../matrix/document';

const ROOT = resolve(__dirname, '../..');
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { engines } = JSON.parse(text('package.json')) as { engines: { n8n: string } };
const minor = /^>=(\d+\.\d+)\.0$/.exec(engines.n8n)?.[1] ?? 'none';

test('the oldest n8n of package.json is the one that the matrix runs first', () => {
	expect(MATRIX[0].split('.').slice(0, 2).join('.')).toBe(minor);
});

test.each(['README.md', 'docs/compatibility.md', 'nodes/shared/hostVersion.ts'])(
	'%s names the oldest n8n of package.json',
	(file) => {
		const named = [...text(file).matchAll(/n8n (\d+\.\d+) or later/g)].map(([, version]) => version);
		expect(new Set(named)).toEqual(new Set([minor]));
	},
);

test('the README says which versions the table has, from the oldest to the newest', () => {
	const [, ...cells] = /^\| {2}\| (.*) \|$/m.exec(text('docs/compatibility.md'))?.[0]?.split(' | ') ?? [];
	const versions = cells.map((cell) => /n8n ([\d.]+)/.exec(cell)?.[1]);
	expect(versions).toEqual([...MATRIX]);
	expect(text('README.md').replace(/\s+/g, ' ')).toContain(`seen from ${versions[0]} to ${versions.at(-1)}`);
});
