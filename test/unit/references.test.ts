import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
	.split('\n')
	.filter((file) => /\.(ts|js|mjs|md|json|yml)$|^\.ci\//.test(file) && file !== 'package-lock.json')
	.filter((file) => existsSync(join(ROOT, file)));
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What each file has that matches, as `file: match`. */
const found = (pattern: RegExp): string[] =>
	files.flatMap((file) => [...text(file).matchAll(pattern)].map(([, match = '']) => `${file}: ${match}`));
const matched = (line: string): string => line.slice(line.indexOf(': ') + 2);

test('no comment and no document names a document that is not here', () => {
	const named = found(/(?<![\w./-])((?:docs\/[\w/-]+|[A-Z]{4,}(?:_[A-Z]+)*)\.md)\b/g);
	expect(named.length).toBeGreaterThan(20);
	expect(named.filter((line) => !existsSync(join(ROOT, matched(line))))).toEqual([]);
});

test('every fact that a comment refers to by its number is in docs/platform.md', () => {
	const facts = [...text('docs/platform.md').matchAll(/^\| ([PN]\d+) \|/gm)].map(([, number]) => number);
	const referred = found(/docs\/platform\.md, ([PN]\d+(?:(?:,| and) [PN]\d+)*)/g);
	expect(referred.length).toBeGreaterThan(10);
	expect(
		referred.filter((line) =>
			matched(line)
				.match(/[PN]\d+/g)
				?.some((number) => !facts.includes(number)),
		),
	).toEqual([]);
	expect(new Set(facts).size).toBe(facts.length);
});

test('nothing points to notes that are not part of the repository', () => {
	// Put together here, so that this file does not match itself.
	const notes = ['API', 'field', 'host', 'design'].map((kind) => `${kind} note`).join('|');
	expect(found(new RegExp(`\\b((?:${notes})s?)\\b`, 'gi'))).toEqual([]);
});

test('the way of Agent: Execute leads through names that are in the files that it links to', () => {
	const [, after = ''] = text('docs/architecture.md').split('## Follow *Agent: Execute*\n');
	const [section = ''] = after.split('\n## ');
	const steps = [...section.matchAll(/\[([^\]]*`[^\]]*)\]\(\.\.\/([^)]+)\)/g)].flatMap(
		([, names = '', file = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => ({ name, file })),
	);
	expect(steps.length).toBeGreaterThan(15);
	const declares = ({ name, file }: { name: string; file: string }): boolean =>
		new RegExp(`\\b(?:class|const|function\\*?) ${name}\\b`).test(text(file));
	expect(steps.filter((step) => !declares(step))).toEqual([]);
});
