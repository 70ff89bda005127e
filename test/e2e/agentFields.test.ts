import type { INodeParameters } from 'n8n-workflow';

import { errorOf } from '../host';
import { agentRequest, supportAgentFields, TYPES, useFixture } from '../support/n8n/fixture';
import { chain, executeParameters, TRIGGER } from '../support/n8n/workflows';

describe('Fields of the Agent node in the editor', () => {
	const fixture = useFixture();
	const search = (query: { filter?: string; paginationToken?: string } = {}) =>
		fixture.client.listSearch({
			...agentRequest(fixture, { path: 'parameters.agentId', methodName: 'searchAgents' }),
			...query,
		});

	it('list the agents page by page', async () => {
		const first = await search();
		const second = await search({ paginationToken: first.paginationToken });
		const values = [...first.results, ...second.results].map(({ value }) => value);

		expect(first.paginationToken).toEqual(expect.any(String));
		expect(second.paginationToken).toBeUndefined();
		expect(new Set(values)).toEqual(new Set(fixture.emulator.store.agents.all().map(({ id }) => id)));
		expect(values).toHaveLength(new Set(values).size);
	});

	it('let the server filter the agents by name', async () => {
		const { results } = await search({ filter: 'refund' });

		expect(results).toEqual([
			expect.objectContaining({
				name: expect.stringContaining('Refund Approver'),
				value: fixture.emulator.ids.agents.refund,
			}),
		]);
		expect(fixture.emulator.requests().at(-1)?.query).toMatchObject({ name: 'refund' });
	});

	it("show the agent's own input fields with their types", async () => {
		const fields = await supportAgentFields(fixture);

		const byId = new Map(fields.map((field) => [field.id, field]));
		expect(byId.get('name')).toMatchObject({ type: 'string', required: true, display: true });
		expect(byId.get('question')).toMatchObject({ type: 'string', required: true });
		expect(byId.get('priority')).toMatchObject({ type: 'options', required: false });
		expect(byId.get('urgent')).toMatchObject({ type: 'boolean' });
		expect(byId.get('score')).toMatchObject({ type: 'number' });
		expect(byId.get('tags')).toMatchObject({ type: 'array' });
		expect(byId.get('context')).toMatchObject({ type: 'object' });
	});
});

describe('What is entered in the input fields of an agent', () => {
	const fixture = useFixture();
	const NODE = 'Run Agent';

	/** Runs the support agent with the fields that the editor shows, each filled by an expression. */
	async function run(input: Record<string, string>) {
		const { client, emulator, credentials } = fixture;
		const schema = (await supportAgentFields(fixture)).map((field) => ({ ...field, removed: false }));
		const names = Object.keys(input);
		const parameters = executeParameters(emulator.ids.agents.support, {});
		const node = {
			name: NODE,
			type: TYPES.agent,
			typeVersion: 1,
			credentials,
			parameters: {
				...parameters,
				inputFields: {
					mappingMode: 'defineBelow',
					value: Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`])),
					matchingColumns: [],
					schema: schema as unknown as INodeParameters[],
				},
			},
		};
		const execution = await client.runOnce(chain('typed fields', [input], [node]), TRIGGER);
		return { error: errorOf(execution), sent: emulator.requests({ method: 'POST' })[0]?.body };
	}

	const required = { name: 'Ada', question: 'Where is my order?' };

	it('is sent with the types that the agent declares', async () => {
		const { error, sent } = await run({
			...required,
			urgent: 'FALSE',
			attempts: '3',
			priority: ' high',
			score: '',
		});

		expect(error).toBeUndefined();
		expect(sent).toMatchObject({ input: { ...required, urgent: false, attempts: 3, priority: 'high' } });
		expect(JSON.stringify(sent)).not.toContain('score');
	});

	it('is refused by the name of the field when it does not fit, and nothing is sent', async () => {
		const { error, sent } = await run({ ...required, attempts: '1.5' });

		expect(error?.message).toContain("The field 'attempts' needs a whole number");
		expect(sent).toBeUndefined();
	});
});
