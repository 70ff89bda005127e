import type { INodeParameters } from 'n8n-workflow';

import { allOperations } from '../contracts';
import { byId } from '../locator';
import { allParameters } from './descriptions/parameters';
import { useEmulator } from '../support/engine/agentRun';
import { loadPackage } from '../support/engine/nodeTypes';
import { runNode } from '../support/engine/runNode';

const first = useEmulator();
const second = useEmulator({ generation: 2 });

const RUNS = 'promptRailsExecution';

describe('a date as the date picker of n8n writes it is in the timezone of the workflow', () => {
	const emulators = { 1: first, 2: second };
	const cases: Array<[1 | 2, string, string, string, INodeParameters]> = [
		[1, 'cost', 'getSummary', 'from', {}],
		[1, 'cost', 'getSummary', 'to', {}],
		[1, 'cost', 'getAgentSummary', 'from', {}],
		[1, 'cost', 'getAgentSummary', 'to', {}],
		[2, 'trace', 'getSummary', 'dateFrom', {}],
		[2, 'trace', 'getSummary', 'dateTo', {}],
	];
	const wireNames: Record<string, string> = { dateFrom: 'date_from', dateTo: 'date_to' };

	async function sent(
		[generation, resource, operation, field]: (typeof cases)[number],
		value: string,
		timezone: string,
	) {
		const emulator = emulators[generation];
		const { error } = await runNode({
			type: RUNS,
			credential: emulator.credential(),
			timezone,
			parameters: {
				resource,
				operation,
				agentId: byId(emulator.current.ids.agents.support),
				filters: { [field]: value },
			},
		});
		return { error, query: emulator.current.requests().at(-1)?.query[wireNames[field] ?? field] };
	}

	test.each(cases)('API v%i, %s: %s, %s', async (...args) => {
		expect(await sent(args, '2026-03-29T12:00:00', 'Europe/Berlin')).toEqual({
			error: undefined,
			query: '2026-03-29T10:00:00.000Z',
		});
	});

	test('one that no calendar has is refused by its name, and nothing is sent', async () => {
		const { error, query } = await sent(cases[0], '2026-02-30T12:00:00', 'Europe/Berlin');
		expect(error?.message).toContain("The field 'From' needs a date");
		expect(query).toBeUndefined();
	});

	test('these are all the fields for dates that the nodes have', async () => {
		const { nodeTypes } = await loadPackage();
		const types = new Set(allOperations.map(({ node }) => node));
		const named = [...types].flatMap((type) =>
			allParameters(nodeTypes.getByNameAndVersion(type).description)
				.filter(({ property }) => property.type === 'dateTime')
				.map(({ property }) => property.name),
		);
		// The next run of a schedule has a test where servers that require it are tried.
		expect(new Set(named)).toEqual(new Set([...cases.map(([, , , field]) => field), 'nextRunAt']));
	});
});

describe('an ID that is pasted with what stood around it', () => {
	const pasted = (id: string): INodeParameters =>
		byId(` "https://app.promptrails.ai/agents/${id}/edit"\u200B\n`);
	const run = async (parameters: INodeParameters, type = 'promptRailsAgent') => {
		const { error, json } = await runNode({ type, credential: first.credential(), parameters });
		return { error, json, request: first.current.requests()[0] };
	};

	test('goes bare into a path', async () => {
		const { support } = first.current.ids.agents;
		const { error, request } = await run({ resource: 'agent', operation: 'get', agentId: pasted(support) });
		expect(error).toBeUndefined();
		expect(request.path).toBe(`/api/v1/agents/${support}`);
	});

	test('goes bare into a filter, which finds what it is for', async () => {
		const { support } = first.current.ids.agents;
		const filters = { agentId: pasted(support) };
		const { json, request } = await run({ resource: 'execution', operation: 'getAll', filters }, RUNS);
		expect(request.query.agent_id).toBe(support);
		expect(json.length).toBeGreaterThan(0);
	});

	test('goes bare into a body', async () => {
		const { support } = first.current.ids.agents;
		const parameters = { resource: 'session', operation: 'create', agentId: pasted(support) };
		const { error, request } = await run(parameters, 'promptRailsChat');
		expect(error).toBeUndefined();
		expect(request.body).toMatchObject({ agent_id: support });
	});

	test('goes bare where the code of an operation reads it', async () => {
		const { json } = await run({
			resource: 'a2a',
			operation: 'send',
			agentId: pasted(first.current.ids.agents.support),
			text: 'Hello',
			additionalFields: { contextId: ' "conversation-1"\n' },
		});
		const sent = first.current.requests({ method: 'POST' })[0].body;
		expect(sent).toMatchObject({
			params: { message: { parts: [{ text: 'Hello' }] }, context_id: 'conversation-1' },
		});
		const parameters = { resource: 'a2a', operation: 'get', taskId: byId(`\u200B'${String(json[0].id)}'\n`) };
		expect((await run(parameters)).error).toBeUndefined();
	});
});
