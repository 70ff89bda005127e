import { errorOf, itemsOf, jsonOf } from '../host';
import { TYPES, useFixture } from '../support/n8n/fixture';
import { chain, executeParameters, TRIGGER, type WorkflowNode } from '../support/n8n/workflows';

const NODE = 'Run Agent';
const CUSTOMERS = [
	{ name: 'Ada', question: 'Where is my order?' },
	{ name: 'Grace', question: 'Can I change my plan?' },
	{ name: 'Linus', question: 'How do I reset my password?' },
];
const INPUT = { name: '={{ $json.name }}', question: '={{ $json.question }}' };

describe('Agent: Execute in n8n', () => {
	const fixture = useFixture();
	const executing = (agentId: string, extra: Partial<WorkflowNode> = {}) => ({
		name: NODE,
		type: TYPES.agent,
		typeVersion: 1,
		credentials: fixture.credentials,
		parameters: executeParameters(agentId, INPUT),
		...extra,
	});

	it('answers every item, in order and paired with it', async () => {
		const { client, emulator } = fixture;
		// The first item's answer comes last.
		emulator.fault({ method: 'POST', path: '/api/v1/agents/*/execute', times: 1, delayMs: 800 });
		const workflow = chain('three items', CUSTOMERS, [executing(emulator.ids.agents.support)]);

		const execution = await client.runOnce(workflow, TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		const answers = itemsOf(execution, NODE);
		expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(answers.map(({ json }) => JSON.stringify(json.output))).toEqual(
			CUSTOMERS.map(({ name }) => expect.stringContaining(name)),
		);
		for (const { json } of answers) {
			expect(json).toMatchObject({ status: 'completed', execution_id: expect.any(String) });
		}
		expect(emulator.requests({ method: 'POST' })).toHaveLength(CUSTOMERS.length);
	});

	it('sends a failing item to the error output, while the others succeed', async () => {
		const { client, emulator } = fixture;
		const items = CUSTOMERS.map((customer, index) => ({
			...customer,
			agent: index === 1 ? '00000000-0000-4000-8000-00000000dead' : emulator.ids.agents.support,
		}));
		const node = executing('={{ $json.agent }}', { onError: 'continueErrorOutput' });

		const execution = await client.runOnce(chain('one fails', items, [node]), TRIGGER);

		expect(execution.status).toBe('success');
		expect(itemsOf(execution, NODE, 0).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 2 },
		]);
		const [failed, ...others] = itemsOf(execution, NODE, 1);
		expect(others).toEqual([]);
		expect(failed?.pairedItem).toEqual({ item: 1 });
		expect(failed?.json.error).toMatchObject({
			message: expect.any(String),
			type: 'NotFoundError',
			code: 'not_found',
			statusCode: 404,
		});
	});

	it('ends the workflow with our own words when nobody handles the failure', async () => {
		const { client } = fixture;
		const workflow = chain('fails', CUSTOMERS.slice(0, 1), [
			executing('00000000-0000-4000-8000-00000000dead'),
		]);

		const execution = await client.runOnce(workflow, TRIGGER);

		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toMatch(/\[item 0\]/);
	});

	it('hands a pause for approval on as a result', async () => {
		const { client, emulator } = fixture;
		const parameters = executeParameters(
			emulator.ids.agents.refund,
			{},
			{
				inputMode: 'json',
				input: '={{ { order_id: $json.order, amount: $json.amount } }}',
			},
		);
		const node = executing('', { parameters });

		const execution = await client.runOnce(
			chain('pauses', [{ order: 'A-7', amount: 12.5 }], [node]),
			TRIGGER,
		);

		expect(errorOf(execution)).toBeUndefined();
		const [paused] = jsonOf(execution, NODE);
		expect(paused).toMatchObject({ status: 'awaiting_approval', execution_id: expect.any(String) });
		const approvals = emulator.store.approvals.where((one) => one.execution_id === paused?.execution_id);
		expect(approvals).toEqual([expect.objectContaining({ status: 'pending' })]);
	});
});
