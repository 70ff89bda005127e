import { agentRequest, supportAgentFields, useFixture } from './support/fixture';

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
