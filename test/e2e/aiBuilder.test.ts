import { type BuilderAnswers, askAiBuilder } from '../host/aiBuilder';
import { readManifest, REPOSITORY } from '../host';
import SEARCHES from '../integration/descriptions/searches.json';
import { sharedClient } from '../support/n8n/sharedHost';

const PACKAGE = 'n8n-nodes-promptrails';
const SHOWN = 3;
const queries = Object.keys(SEARCHES);
const ours = readManifest(REPOSITORY).n8n.nodes.map((file) => {
	const className = file.split('/').pop()?.split('.')[0] ?? '';
	return `${PACKAGE}.${className.charAt(0).toLowerCase()}${className.slice(1)}`;
});

/** `PromptRailsAgent`, as the list of searches has it, by its name in n8n. */
const wanted = (query: string): string | undefined =>
	ours.find((name) =>
		name
			.toLowerCase()
			.endsWith(`.${Object.entries(SEARCHES).find(([key]) => key === query)?.[1]}`.toLowerCase()),
	);

const hits = (found: Record<string, string[]>): string[] =>
	queries.filter((query) => found[query]?.slice(0, SHOWN).includes(wanted(query) ?? '-'));

interface NodeType {
	name: string;
	builderHint?: { relatedNodes?: Array<{ nodeType: string }> };
}

describe("n8n's AI builder", () => {
	let nodeTypes: NodeType[];
	let answers: BuilderAnswers;
	beforeAll(async () => {
		const types = await sharedClient().nodeTypes();
		nodeTypes = types as unknown as NodeType[];
		answers = await askAiBuilder(types, queries, ours);
	}, 120_000);

	it('finds the right node among the first three, whatever people search for', () => {
		expect(hits(answers.found)).toEqual(queries);
	});

	it('finds it in the catalog as well, which looks for each word alone, or is led to it', () => {
		// Nodes of n8n with shorter names have the same words: Form Trigger, AI Agent, Humantic AI.
		const led = ['approval trigger', 'prompt template'];
		const crowded = ['run ai agent', 'agent memory', 'human in the loop'];
		const found = queries.filter((query) => ![...led, ...crowded].includes(query));
		expect(hits(answers.foundInCatalog)).toEqual(found);
		const named = queries.filter((query) => answers.catalogAnswers[query]?.includes(wanted(query) ?? '-'));
		expect(named).toEqual(queries.filter((query) => !crowded.includes(query)));
	});

	it('reads when to take each node, and which nodes go with it', () => {
		for (const name of ours) expect(answers.typeDefinitions[name]).toMatch(/@builderHint [A-Z]/);
		const known = new Set(nodeTypes.map(({ name }) => name));
		const related = nodeTypes
			.filter(({ name }) => ours.includes(name))
			.flatMap(({ builderHint }) => builderHint?.relatedNodes ?? []);
		expect(related.length).toBeGreaterThan(ours.length);
		expect(related.filter(({ nodeType }) => !known.has(nodeType))).toEqual([]);
	});

	it.each([
		['promptRailsApproval', 'sendAndWait', ['Timed Out', 'Approved', 'Rejected']],
		['promptRailsApproval', 'wait', ['Timed Out', 'Approved', 'Rejected']],
		['promptRailsExecution', 'wait', ['Timed Out', 'Finished', 'Paused', 'Failed']],
	])('reads which output of %s, %s is which', (name, operation, labels) => {
		const type = answers.typeDefinitions[`${PACKAGE}.${name}`] ?? '';
		const [, after = ''] = type.split(`(${operation}):`);
		const told = [...after.matchAll(/\.output\((\d)\) is (.+)/g)].slice(0, labels.length);
		expect(told.map(([, index, label]) => [Number(index), label])).toEqual([...labels.entries()]);
	});
});
