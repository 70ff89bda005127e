import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { watcher } from '../support/engine/watcher';

const emulator = useEmulator();
const agent = agentRunner(emulator);

test.each([
	['says so in a line', {}, 'A person has to approve this before it can go on.'],
	['says so in the words of its option', { approvalNotice: 'We will write.' }, 'We will write.'],
	['says nothing where the option is empty', { approvalNotice: '' }, ''],
])('a run that pauses %s', async (_what, options, notice) => {
	const watch = watcher();
	const { json } = await agent.execute({
		parameters: {
			agentId: byId(emulator.current.ids.agents.refund),
			input: '{"order_id": "A-1", "amount": 25}',
			options,
		},
		onChunk: watch.onChunk,
	});
	expect(watch.text()).toBe(notice);
	// n8n's chat shows the whole item where its output is empty.
	expect(json[0].output).toBe(notice || 'A person has to approve this before it can go on.');
});

test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
	'a run that fails tells the visitor of a chat the reason first, and no ID, with On Error %s',
	async (onError) => {
		const watch = watcher();
		const { error, json, run } = await agent.execute({
			parameters: { input: '{"name": "Ada", "question": "Why?", "fail": true}' },
			onChunk: watch.onChunk,
			onError,
		});
		const [told] = watch.errors();
		expect(told).toMatch(/^The model refused to answer\. Open the execution/);
		expect(told).not.toMatch(/\bID\b|[0-9a-f]{8}-/);
		const owners = JSON.stringify(error ?? run.data.resultData.runData['Under Test'] ?? json);
		expect(owners).toContain(emulator.current.store.executions.all()[0].id);
	},
);

test.each(['stopWorkflow', 'continueErrorOutput'] as const)(
	'a value that is refused is told by the label of its field, with On Error %s',
	async (onError) => {
		const watch = watcher();
		await agent.execute({
			items: [{ name: 'Ada' }],
			onChunk: watch.onChunk,
			onError,
		});
		expect(watch.errors()).toEqual([
			expect.stringMatching(/^The field 'Input JSON › question' is required\./),
		]);
	},
);
