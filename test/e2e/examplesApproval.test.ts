import type { Emulator } from '../emulator';
import { errorOf, jsonOf, type Execution } from '../host';
import { everySeconds } from '../support/n8n/eventWorkflow';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { useFixture } from '../support/n8n/fixture';

// n8n looks for due executions once a minute.
jest.setTimeout(150_000);

const ENDED = ['success', 'error', 'crashed'];
const WAKES_WITHIN_SECONDS = 90;

const ran = (execution: Execution, ...nodes: string[]) =>
	nodes.filter((node) => execution.data.resultData.runData[node]);

type Approval = ReturnType<Emulator['requestApprovals']>[number];

/** What the second generation knows of an approval: the run that paused is what is decided. */
const asRun = (approval?: Approval) => ({
	...approval,
	id: approval?.execution_id,
	checkpoint_name: null,
});

describe.each([
	{ generation: 1, seen: (approval?: Approval) => ({ ...approval }), title: 'refund', decidedBy: true },
	{ generation: 2, seen: asRun, title: 'a paused run', decidedBy: false },
] as const)('On a server of generation $generation the example', ({ generation, seen, title, decidedBy }) => {
	const fixture = useFixture({ generation });

	/** Has the other example wait a second for an answer to its form. */
	const askInVain = async () => {
		const [approval] = fixture.emulator.requestApprovals(1);
		const example = await ExampleWorkflow.import(
			fixture,
			'approve-by-chat-or-mail',
			'refund',
			{
				'Wait for Answer': { resumeAmount: 1, resumeUnit: 'seconds' },
				'Wait for Run': { holdInterval: 0.5 },
			},
			{ 'An Approval': [{ json: seen(approval) }] },
		);
		return { id: await example.start('An Approval'), approval };
	};

	it("'durable-approval-gate' goes on by the branch of the decision, and a form that nobody sends decides nothing", async () => {
		const { client, emulator } = fixture;
		const unanswered = await askInVain();
		const asked = async () => {
			const example = await ExampleWorkflow.import(fixture, 'durable-approval-gate', 'refund', {
				'Wait for Decision': { sleepInterval: 0.02 },
			});
			const id = await example.start('Start');
			const asleep = await client.ended(id, new Set(['waiting', ...ENDED]));
			expect(errorOf(asleep)).toBeUndefined();
			expect(asleep.status).toBe('waiting');
			const [{ execution_id: run = '' } = {}] = jsonOf(asleep, 'Ask Agent');
			const [approval] = emulator.store.approvals.where(({ execution_id }) => execution_id === run);
			return { id, run, approvalId: approval?.id ?? '' };
		};
		const [approved, rejected] = [await asked(), await asked()];
		emulator.decide(approved.approvalId, 'approved');
		emulator.decide(rejected.approvalId, 'rejected', 'too much');

		const done = await client.ended(approved.id, new Set(ENDED), WAKES_WITHIN_SECONDS);
		expect(errorOf(done)).toBeUndefined();
		expect(ran(done, 'Refund Done', 'Needs a Look', 'Refund Refused')).toEqual(['Refund Done']);
		expect(jsonOf(done, 'Refund Done')).toEqual([
			{ order_id: 'A-1042', result: 'The refund of 129.5 for order A-1042 is on its way.' },
		]);
		const refused = await client.ended(rejected.id, new Set(ENDED), WAKES_WITHIN_SECONDS);
		expect(errorOf(refused)).toBeUndefined();
		expect(ran(refused, 'Refund Done', 'Needs a Look', 'Refund Refused')).toEqual(['Refund Refused']);
		expect(jsonOf(refused, 'Refund Refused')).toEqual([
			{ reason: 'too much', decided_by: decidedBy ? emulator.ids.user : null },
		]);
		expect(emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' })).toHaveLength(2);

		const nothing = await client.ended(unanswered.id, new Set(ENDED), WAKES_WITHIN_SECONDS);
		expect(errorOf(nothing)).toBeUndefined();
		expect(jsonOf(nothing, 'No Result')).toEqual([
			{ execution_id: unanswered.approval?.execution_id, status: 'awaiting_approval' },
		]);
		expect(unanswered.approval?.status).toBe('pending');
	});

	it("'approve-by-chat-or-mail' asks for each approval and carries the answers back", async () => {
		const { client, emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'approve-by-chat-or-mail', 'refund', {
			'Approval Requested': { pollTimes: everySeconds(5) },
			'Wait for Run': { holdInterval: 0.5 },
		});
		await example.publish();
		try {
			const orders = ['yes', 'no', 'meanwhile'];
			const approvals = orders.map((order_id) => {
				const [approval] = emulator.requestApprovals(1, { input: { order_id, amount: 1 } });
				if (!approval) throw new Error('No approval was requested');
				return approval;
			});
			const asking = await example.executionsWith('Send Message', orders.length, ['waiting']);
			expect(asking).toHaveLength(orders.length);
			// Somebody is faster in PromptRails.
			emulator.decide(approvals[2]?.id ?? '', 'approved');

			const answers: Record<string, [string, string]> = {
				yes: ['Approve', 'checked'],
				no: ['Reject', 'too much'],
				meanwhile: ['Reject', 'too late'],
			};
			for (const execution of asking) {
				const [approval] = jsonOf(execution, 'An Approval');
				const order = (approval?.payload as { input: { order_id: string } }).input.order_id;
				const [message] = jsonOf(execution, 'Write Message');
				const link = /Answer here: (\S+)/.exec(String(message?.text))?.[1] ?? '';
				const page = await fetch(link);
				expect([page.status, await page.text()]).toEqual([
					200,
					expect.stringContaining(`Approval: ${title}`),
				]);
				const [decision = '', reason = ''] = answers[order] ?? [];
				const form = new FormData();
				form.set('field-0', decision);
				form.set('field-1', reason);
				expect((await fetch(link, { method: 'POST', body: form })).status).toBe(200);
				await client.ended(execution.id);
			}

			const ended = await Promise.all(asking.map(({ id }) => client.execution(id)));
			for (const execution of ended) expect(errorOf(execution)).toBeUndefined();
			expect(ended.map((execution) => ran(execution, 'Result', 'No Result'))).toEqual(
				ended.map((execution) => {
					const [approval] = jsonOf(execution, 'An Approval');
					return approval?.execution_id === approvals[1]?.execution_id ? ['No Result'] : ['Result'];
				}),
			);
			expect(approvals.map(({ id }) => emulator.store.approvals.get(id))).toEqual([
				expect.objectContaining({ status: 'approved', reason: 'checked' }),
				expect.objectContaining({ status: 'rejected', reason: 'too much' }),
				expect.objectContaining({ status: 'approved', reason: null }),
			]);
		} finally {
			await example.unpublish();
		}
	});
});
