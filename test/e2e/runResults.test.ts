import { errorOf, jsonOf, poll, type Unplaced } from '../host';
import { byId } from '../locator';
import { useFixture } from '../support/n8n/fixture';
import { PublicWorkflow, said, webhookTrigger } from '../support/n8n/publicWorkflow';
import { ofItem } from '../support/n8n/streamLines';
import { agentNode, chatNode, STREAMER } from '../support/n8n/streamingNodes';
import { chain, TRIGGER } from '../support/n8n/workflows';

const GATE = 'Wait';
const GATE_OUTPUTS = ['Timed Out', 'Approved', 'Rejected'];

jest.setTimeout(120_000);
const fixture = useFixture();

/** Waits inside of the node for the approval that the item before it names. */
const gate = (): Unplaced => ({
	name: GATE,
	type: 'n8n-nodes-promptrails.promptRailsApproval',
	typeVersion: 1,
	credentials: fixture.credentials,
	parameters: {
		operation: 'wait',
		approvalId: byId('={{ $json.approval.id }}'),
		waitMode: 'hold',
		holdInterval: 1,
	},
});

describe('A streamed run that pauses although its stream says that it is done', () => {
	it.each(['approved', 'rejected'] as const)('waits at the gate until it is %s', async (decision) => {
		const { client, credentials, emulator } = fixture;
		emulator.settings.stream = { doneOnPause: true };
		const refund = agentNode(credentials, emulator.ids.agents.refund, '{"order_id": "A-1", "amount": 25}');
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [refund, gate()]);
		const known = new Set(emulator.store.approvals.all().map(({ id }) => id));

		const reading = workflow.stream({});
		const asked = await poll(async () => emulator.store.approvals.where(({ id }) => !known.has(id))[0], {
			what: 'the approval was requested',
			timeoutSeconds: 60,
			everyMs: 50,
		});
		const checks = () => emulator.requests({ path: `/api/v1/approvals/${asked.id}` }).length;
		await poll(async () => checks() > 0 || undefined, {
			what: 'the gate looked at it',
			timeoutSeconds: 60,
			everyMs: 50,
		});
		emulator.decide(asked.id, decision);
		await reading;

		const execution = await workflow.latest();
		expect(errorOf(execution)).toBeUndefined();
		expect(jsonOf(execution, STREAMER)).toEqual([
			expect.objectContaining({
				status: 'awaiting_approval',
				output: 'A person has to approve this before it can go on.',
				approval: expect.objectContaining({ id: asked.id, status: 'pending' }),
			}),
		]);
		const left = GATE_OUTPUTS.filter((_label, index) => jsonOf(execution, GATE, index).length > 0);
		expect(left.map((label) => label.toLowerCase())).toEqual([decision]);
	});
});

describe('A chat without streaming', () => {
	it.each([[[]], [['laterAnswers'] as const]])(
		'shows cost, tokens and trace (oddities: %j)',
		async (oddities) => {
			const { client, credentials, emulator } = fixture;
			emulator.settings.oddities = new Set(oddities);
			const node = chatNode(credentials, { sessionId: byId(emulator.ids.chatSessions.ada) });

			const execution = await client.runOnce(chain('chat', [said('Hello')], [node]), TRIGGER);

			const [item] = jsonOf(execution, STREAMER);
			const run = emulator.store.executions.get(String(item?.execution_id));
			expect(item).toMatchObject({
				output: 'Support Agent heard: Hello',
				status: 'completed',
				cost: run?.cost,
				token_usage: run?.token_usage,
				trace_id: run?.trace_id,
			});
			expect(run?.cost).toBeGreaterThan(0);
		},
	);
});

describe('A run that fails half-way, in a workflow that goes on', () => {
	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'ends its text with an error that everybody sees (%s)',
		async (onError) => {
			const { client, credentials, emulator } = fixture;
			emulator.settings.stream = { error: { afterDeltas: 3, text: 'model overloaded' } };
			const node = {
				...agentNode(credentials, emulator.ids.agents.polyglot, '{}'),
				onError,
			};
			const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [node]);

			const { types, errors, deltas } = ofItem(await workflow.stream({}));

			expect(types.slice(-2)).toEqual(['error', 'end']);
			expect(deltas.length).toBeGreaterThan(2);
			expect(errors).toEqual([expect.stringContaining('model overloaded')]);
			expect(errorOf(await workflow.latest())).toBeUndefined();
		},
	);
});
