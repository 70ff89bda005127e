import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../..');
/** Lengths of the texts that every expression is walked with; it must stand the shorter one to be given the longer one. */
const LENGTHS = [14, 15, 16, 20].map((power) => 2 ** power);
/** CPU time for one text, in ms. */
const MOST_CPU_MS = 20;
/**
 * An expression that matches at every character takes longer than that for the matches alone, and one with a long match
 * for the memory that it needs. It may, where four times the text takes about four times as long: an expression that is
 * not linear takes sixteen times as long, and again for four times of that.
 */
const MOST_GROWTH = 8;
/** How often a text is tried before an expression counts as slow for it: other work on the machine may disturb a try. */
const TRIES = 5;

interface Found {
	where: string;
	source: string;
	flags: string;
}

/** Every regular expression literal in what ships, and every call that builds one from a text. */
function inSource(name: string): { literals: Found[]; built: string[] } {
	const text = readFileSync(join(ROOT, name), 'utf8');
	const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
	const literals: Found[] = [];
	const built: string[] = [];
	const visit = (node: ts.Node): void => {
		const where = `${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			literals.push({ where, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
		}
		const isBuilt = ts.isNewExpression(node) || ts.isCallExpression(node);
		if (isBuilt && node.expression.getText(file) === 'RegExp') built.push(where);
		ts.forEachChild(node, visit);
	};
	visit(file);
	return { literals, built };
}

const sources = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
	)
	.filter((file) => file.endsWith('.ts'))
	.map(inSource);
const expressions = sources.flatMap(({ literals }) => literals);

/** How an expression may take more than linear time, as an analysis of its automaton says. */
const superLinear = ({ source, flags }: Pick<Found, 'source' | 'flags'>): string[] =>
	analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.map(
		({ type }) => type,
	);

/** Texts made to be slow for an expression: what is in it again and again, behind its beginning, before what ends it. */
function hostileParts(source: string): string[] {
	const plain = source.replace(/\\[a-z]|\(\?[:!=<]+|[\\()[\]{}|*+?^$]/g, ' ');
	const words = plain.split(' ').filter(Boolean);
	const singles = new Set([...' \n\t\r<>/{%a0_A.,=-"', ...words.map((word) => word[0])]);
	return [...new Set([...singles, ...words, ' \n', 'a_', '{{ a', '{% if a'])];
}

/** Finds every match, and keeps none: results would cost more than the matching. */
function findAll(expression: RegExp, text: string): void {
	expression.lastIndex = 0;
	for (let at = 0; expression.test(text); at = expression.lastIndex) {
		if (expression.lastIndex === at) expression.lastIndex += 1;
	}
}

/** CPU time that an expression takes for a text, in ms. */
function cpuMs(expression: RegExp, part: string, length: number): number {
	const text = `${part.repeat(Math.ceil(length / part.length))}\u0000`;
	const before = process.cpuUsage();
	findAll(expression, text);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

function isSlow(expression: RegExp, part: string, length: number): boolean {
	return Array.from({ length: TRIES }).every(() => {
		const whole = cpuMs(expression, part, length);
		if (whole <= MOST_CPU_MS) return false;
		const [fourth, sixteenth] = [4, 16].map((share) => cpuMs(expression, part, length / share));
		return whole > MOST_GROWTH * fourth && fourth > MOST_GROWTH * sixteenth;
	});
}

/** The length at which an expression takes too long for some text, and that text; undefined when it never does. */
function slowText({ source, flags }: Pick<Found, 'source' | 'flags'>): string | undefined {
	const expression = new RegExp(source, flags.includes('g') ? flags : `${flags}g`);
	for (const part of hostileParts(source)) {
		const length = LENGTHS.find((one) => isSlow(expression, part, one));
		if (length !== undefined) return `${JSON.stringify(part)} over ${length} characters`;
	}
	return undefined;
}

test('regular expressions are written as literals, so that they are found here', () => {
	expect(sources.flatMap(({ built }) => built)).toEqual([]);
	expect(expressions.length).toBeGreaterThan(20);
});

test.each([
	['tags that are opened and not closed', /<[^>]*>/g],
	['blanks around a line break that does not come', /\s*\n\s*/g],
	['slashes that are not at the end', /\/+$/],
])('an expression that is slow for %s is recognized', (_what, { source, flags }) => {
	expect(superLinear({ source, flags })).not.toEqual([]);
	expect(slowText({ source, flags })).toBeDefined();
});

test.each(expressions.map((one) => [`${one.where}: ${one.source}`, one] as const))(
	'%s takes linear time for whatever text',
	(_name, expression) => {
		expect(superLinear(expression)).toEqual([]);
		expect(slowText(expression)).toBeUndefined();
	},
);
