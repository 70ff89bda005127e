import { WAKE_TIMEOUT_MS } from '../../nodes/shared/sleep/wakeRun';
import { poll } from '../host';
import { useEmulator } from '../support/engine/agentRun';
import { asker, type AskOptions } from '../support/engine/asking';
import { callAddress } from '../support/engine/callAddress';
import type { NodeResult } from '../support/engine/runNode';
import { TriggerWorkflow } from '../support/engine/webhookTrigger';
import { SECRET, signedCall } from '../support/signedCall';

const sleeping: AskOptions = { parameters: { waitMode: 'sleep', sleepLimit: 720 } };
const counts = ({ outputs }: NodeResult): number[] => outputs.map((items) => items.length);
const now = Date.now;
const clock = { ms: 0 };

describe.each([1, 2] as const)('Ask and Wait asleep, on generation %s of the API', (generation) => {
	const emulator = useEmulator({ generation });
	const { ask, runs, approvalOf } = asker(emulator);

	beforeEach(() => {
		clock.ms = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + clock.ms);
		// A gate that wakes in a process that has just started waits for it.
		jest.spyOn(performance, 'now').mockReturnValue(3_600_000);
	});
	afterEach(() => jest.restoreAllMocks());

	/** Goes on with a run that sleeps, when its time has come. */
	async function wake(asleep: NodeResult, options = sleeping): Promise<NodeResult> {
		expect(asleep.run.status).toBe('waiting');
		clock.ms = (asleep.run.waitTill?.getTime() ?? 0) - now();
		return await ask({ ...options, resumes: asleep.run });
	}

	test.each([
		['approved', [0, 1, 0], 'approved'],
		['rejected', [0, 0, 1], 'rejected'],
	] as const)('leaves by the branch of the decision when it is %s', async (decision, expected, shown) => {
		const again = await wake(await ask(sleeping));
		emulator.current.decide(approvalOf('A').id, decision, 'Because');
		const result = await wake(again);
		expect(counts(result)).toEqual(expected);
		expect(result.outputs.flat()[0]).toMatchObject({
			json: { decision: shown, execution: { id: runs()[0].id } },
			pairedItem: { item: 0 },
		});
		expect(runs()).toHaveLength(1);
	});

	test('goes on at its own look where the Webhook Trigger that should wake it has no usable credential', async () => {
		const asleep = await ask(sleeping);
		emulator.current.decide(approvalOf('A').id, 'approved');
		const credential = { ...emulator.credential(), baseUrl: 'nowhere' };
		const trigger = new TriggerWorkflow(credential, {
			triggerOn: 'platformEvent',
			events: ['*'],
			secret: SECRET,
			options: { wakeWaiting: true },
		});
		// What a process remembers of the calls of a workflow outlives a test.
		trigger.id = `wakes on generation ${generation}`;
		const event = { event: 'approval.decided', data: { execution_id: runs()[0].id } };
		const { status, items } = await trigger.call(signedCall(JSON.stringify(event)));
		expect({ status, started: items?.length }).toEqual({ status: 200, started: 1 });
		expect(counts(await wake(asleep))).toEqual([0, 1, 0]);
	});

	test('goes on with an approval that comes between the start, which saw the pause, and the first look', async () => {
		const { current } = emulator;
		const look = { method: 'GET', path: /\/executions\/(?!approval-inbox)[^/]+$/ };
		current.fault({ ...look, times: 1, delayMs: 2000 });
		const asking = ask({ parameters: { waitMode: 'hold' } });
		const isLooking = () => Promise.resolve(current.requests(look).length > 0 || undefined);
		await poll(isLooking, { what: 'a look at the run', timeoutSeconds: 60, everyMs: 20 });
		current.decide(approvalOf('A').id, 'approved');
		await current.runSettled(runs()[0].id);
		expect(counts(await asking)).toEqual([0, 1, 0]);
	});

	test('gives the reason of a refusal', async () => {
		const asleep = await ask(sleeping);
		emulator.current.decide(approvalOf('A').id, 'rejected', 'Too much');
		expect((await wake(asleep)).outputs[2][0].json).toMatchObject({ reason: 'Too much' });
	});

	test('gives the result of the agent after an approval', async () => {
		const asleep = await ask(sleeping);
		emulator.current.decide(approvalOf('A').id, 'approved');
		expect((await wake(asleep)).outputs[1][0].json.result).toEqual(expect.stringContaining('A'));
	});

	test('is an error where the run is cancelled or fails', async () => {
		const asleep = await ask(sleeping);
		emulator.current.store.executions.update(runs()[0], { status: 'cancelled' });
		expect((await wake(asleep)).error?.message).toContain("with the status 'cancelled'");
	});

	test('leaves by Rejected where the approval expired, whatever the server makes of the run', async () => {
		const asleep = await ask({ parameters: { waitMode: 'sleep', sleepInterval: 48 * 60, sleepLimit: 720 } });
		emulator.current.expire(approvalOf('A').id);
		const result = await wake(asleep);
		expect(counts(result)).toEqual([0, 0, 1]);
		expect(result.outputs[2][0].json).toMatchObject({ decision: 'expired' });
	});

	test('looks for the run once, and at the run and its approval each time', async () => {
		const asleep = await ask(sleeping);
		const before = emulator.current.requests().length;
		await wake(asleep);
		expect(emulator.current.requests().length - before).toBeLessThanOrEqual(3);
		expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
	});

	test('is an error where the agent never pauses', async () => {
		const { support } = emulator.current.ids.agents;
		const { error } = await ask({
			parameters: { ...sleeping.parameters, agentId: support, input: '{"name": "A", "question": "B"}' },
		});
		expect(error?.message).toContain('without asking for approval');
	});

	describe('called at its address', () => {
		const called = (asleep: NodeResult) => callAddress(asleep, emulator.credential());

		test('sleeps on while nothing is decided', async () => {
			expect(await called(await ask(sleeping))).toEqual({ woken: false, reason: 'open', wakes: false });
		});

		test.each(['approved', 'rejected'] as const)('wakes when it is %s', async (decision) => {
			const asleep = await ask(sleeping);
			emulator.current.decide(approvalOf('A').id, decision);
			expect(await called(asleep)).toEqual({ woken: true, wakes: true });
		});

		test('wakes when its run has failed, so that it fails at once', async () => {
			const asleep = await ask(sleeping);
			emulator.current.store.executions.update(runs()[0], { status: 'failed' });
			expect(await called(asleep)).toEqual({ woken: true, wakes: true });
		});

		test('sleeps on until each of its items is decided', async () => {
			const asleep = await ask({ ...sleeping, items: ['A', 'B'].map((order) => ({ order, amount: 1 })) });
			emulator.current.decide(approvalOf('A').id, 'approved');
			expect(await called(asleep)).toMatchObject({ wakes: false });
			emulator.current.decide(approvalOf('B').id, 'rejected');
			expect(await called(asleep)).toMatchObject({ wakes: true });
		});

		test.each([403, 404, 500])('sleeps on where PromptRails answers %s', async (status) => {
			const asleep = await ask(sleeping);
			emulator.current.decide(approvalOf('A').id, 'approved');
			emulator.current.fault({ status });
			expect(await called(asleep)).toEqual({ woken: false, reason: 'unreachable', wakes: false });
		});

		test('answers before the trigger that calls gives up, where PromptRails does not answer', async () => {
			const asleep = await ask(sleeping);
			emulator.current.decide(approvalOf('A').id, 'approved');
			emulator.current.fault({ hang: true });
			const realTimeout = AbortSignal.timeout.bind(AbortSignal);
			// Whatever the trigger waits for is over at once.
			jest
				.spyOn(AbortSignal, 'timeout')
				.mockImplementation((ms) => realTimeout(ms < WAKE_TIMEOUT_MS ? 0 : 10 * WAKE_TIMEOUT_MS));
			expect(await called(asleep)).toEqual({ woken: false, reason: 'unreachable', wakes: false });
			emulator.current.clearFaults();
		});

		test('sleeps on where its credential is of no use any more', async () => {
			const asleep = await ask(sleeping);
			emulator.current.decide(approvalOf('A').id, 'approved');
			const credential = { ...emulator.credential(), baseUrl: 'nowhere' };
			expect(await callAddress(asleep, credential)).toEqual({
				woken: false,
				reason: 'unreachable',
				wakes: false,
			});
		});

		test('answers that it is awake when it is', async () => {
			const held = await ask({ parameters: { holdLimit: 0.001 } });
			expect(await called(held)).toEqual({ woken: false, reason: 'awake', wakes: false });
		});
	});
});
