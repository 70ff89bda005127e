import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exampleNames, readExample } from '../host/examples';
import type { WorkflowDefinition } from '../host/types';

const ROOT = resolve(__dirname, '../..');
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
/** A node with its name below it, as n8n draws it; the AI Agent is wider. */
const NODE = { width: 100, height: 130 };
const AI_AGENT = { width: 240, height: 130 };

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const tests = readdirSync(join(ROOT, 'test/e2e'))
	.filter((file) => file.endsWith('.test.ts'))
	.map((file) => readFileSync(join(ROOT, 'test/e2e', file), 'utf8'))
	.join('\n');

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf({ name, type, position: [left, top], parameters }: WorkflowDefinition['nodes'][number]): Box {
	const { width = 0, height = 0 } = parameters as { width?: number; height?: number };
	const drawn = type.endsWith('.agent') ? AI_AGENT : NODE;
	const size = type === STICKY_NOTE ? { width, height } : drawn;
	return { name, left, top, right: left + size.width, bottom: top + size.height };
}

function overlaps({ nodes }: WorkflowDefinition): string[] {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((a, index) =>
		boxes
			.slice(index + 1)
			.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
			.map((b) => `${a.name} and ${b.name}`),
	);
}

describe.each(exampleNames())('The example %s', (name) => {
	const example = readExample(name);

	it('says in a note what it does and what to fill in', () => {
		const notes = example.nodes.filter(({ type }) => type === STICKY_NOTE);
		expect(notes).toHaveLength(1);
		expect(notes[0]?.parameters.content).toMatch(/^## [^\n]+\n\n[^]*1\. .*credential/);
	});

	it('carries nobody’s credential and nothing pinned, and is laid out without overlaps', () => {
		expect(example.nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(example.pinData).toEqual({});
		expect(overlaps(example)).toEqual([]);
	});

	it('has no code: people change fields, not programs', () => {
		expect(example.nodes.filter(({ type }) => type === 'n8n-nodes-base.code')).toEqual([]);
	});

	it('links nodes that it has, by names that are all different', () => {
		const names = example.nodes.map((node) => node.name);
		const linked = Object.entries(example.connections).flatMap(([source, kinds]) => [
			source,
			...Object.values(kinds)
				.flat()
				.flatMap((links) => (links ?? []).map(({ node }) => node)),
		]);
		expect(names).toEqual(expect.arrayContaining(linked));
		expect(new Set(names).size).toBe(names.length);
	});

	it('has a row in the README', () => {
		expect(readme).toContain(`| [${name}](examples/${name}.json) | `);
	});

	it('is executed by a test', () => {
		const runByHand = example.nodes.some(({ type }) => type === MANUAL_TRIGGER);
		expect(runByHand || tests.includes(`'${name}'`)).toBe(true);
	});
});
