import type { INodeParameters, IRun, ITaskData, IWebhookFunctions } from 'n8n-workflow';

import { asleep, wakeUp } from '../../nodes/shared/sleep/wake';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeResult, type NodeRun, runNode } from '../support/engine/runNode';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const emulator = useEmulator();

type Options = Partial<Omit<NodeRun, 'type' | 'parameters'>> & { parameters?: INodeParameters };

/** Runs a gate that sleeps, or goes on with one that slept. */
const gate = (id: string, { parameters, ...options }: Options = {}): Promise<NodeResult> =>
	runNode({
		type: 'promptRailsApproval',
		credential: emulator.credential(),
		parameters: { operation: 'wait', approvalId: byId(id), waitMode: 'sleep', sleepLimit: 2, ...parameters },
		...options,
	});

const counts = ({ outputs }: NodeResult): number[] => outputs.map((items) => items.length);
const approvals = () => emulator.current.ids.approvals;
const runsOf = ({ data }: IRun): ITaskData[] => data.resultData.runData['Under Test'];
const checks = (id: string): number => emulator.current.requests({ path: `/api/v1/approvals/${id}` }).length;

/** Moves the clock, from the time at which the test began. */
const began = Date.now();
const clock = { ms: 0 };
beforeEach(() => {
	clock.ms = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => began + clock.ms);
	// A gate that wakes in a process that has just started waits for it.
	jest.spyOn(performance, 'now').mockReturnValue(HOUR);
});
afterEach(() => jest.restoreAllMocks());

/** Goes on with a run that sleeps, when its time has come. */
async function wake(id: string, { run }: NodeResult, options: Options = {}): Promise<NodeResult> {
	expect(run.status).toBe('waiting');
	clock.ms = (run.waitTill?.getTime() ?? 0) - began;
	return await gate(id, { ...options, resumes: run });
}

describe('a gate that sleeps', () => {
	test('leaves by the branch of the decision when it wakes, as the one run of its node', async () => {
		const { pending } = approvals();
		const asleep = await gate(pending);
		emulator.current.decide(pending, 'approved');
		const result = await wake(pending, asleep);
		expect(result.run.status).toBe('success');
		expect(counts(result)).toEqual([0, 1, 0]);
		expect(runsOf(result.run)).toHaveLength(1);
		expect(result.outputs[1]).toEqual([
			{ json: expect.objectContaining({ id: pending, status: 'approved' }), pairedItem: { item: 0 } },
		]);
	});

	test('looks after 1, 2, 5, 15 and then every 60 minutes', async () => {
		const { pending } = approvals();
		const pauses: number[] = [];
		let result = await gate(pending, { parameters: { sleepLimit: 4 } });
		for (let look = 1; look <= 6; look++) {
			pauses.push(((result.run.waitTill?.getTime() ?? 0) - began - clock.ms) / MINUTE);
			result = await wake(pending, result, { parameters: { sleepLimit: 4 } });
			expect(checks(pending)).toBe(look + 1);
		}
		expect(pauses).toEqual([1, 2, 5, 15, 60, 60]);
	});

	test('looks as often as Check Every says, and at its limit', async () => {
		const { pending } = approvals();
		const options = { parameters: { sleepInterval: 90, sleepLimit: 2 } };
		const asleep = await gate(pending, options);
		const again = await wake(pending, asleep, options);
		expect([asleep, again].map(({ run }) => ((run.waitTill?.getTime() ?? 0) - began) / MINUTE)).toEqual([
			90, 120,
		]);
	});

	test('grows by nothing, however often it looks', async () => {
		const { pending } = approvals();
		// One that never expires.
		const body = { data: { id: pending, status: 'pending' } };
		emulator.current.fault({ path: `/api/v1/approvals/${pending}`, status: 200, body });
		const options = { parameters: { sleepLimit: 10_000 } };
		let result = await gate(pending, options);
		const first = JSON.stringify(result.run.data).length;
		for (let look = 0; look < 50; look++) result = await wake(pending, result, options);
		expect(runsOf(result.run)).toHaveLength(1);
		expect(JSON.stringify(result.run.data).length - first).toBeLessThan(200);
	});

	test('lets nothing leave before each item is settled, and asks no more for those that are', async () => {
		const { approved, pending } = approvals();
		const options = { items: [{ id: pending }, { id: approved }] };
		const asleep = await gate('={{ $json.id }}', options);
		const again = await wake('={{ $json.id }}', asleep, options);
		expect(again.run.status).toBe('waiting');
		emulator.current.decide(pending, 'rejected');
		const result = await wake('={{ $json.id }}', again, options);
		expect(result.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[],
			[{ item: 1 }],
			[{ item: 0 }],
		]);
		expect([checks(approved), checks(pending)]).toEqual([1, 3]);
	});

	test('that has nothing open does not sleep', async () => {
		const result = await gate(approvals().approved);
		expect(result.run.status).toBe('success');
		expect(counts(result)).toEqual([0, 1, 0]);
	});

	test('stays open while the server cannot be asked, and says so at its limit', async () => {
		const { pending } = approvals();
		const options = { parameters: { sleepInterval: 120, options: { retryBudget: 0 } } };
		const asleep = await gate(pending, options);
		emulator.current.fault({ status: 502 });
		const result = await wake(pending, asleep, options);
		expect(counts(result)).toEqual([1, 0, 0]);
		expect(result.json).toEqual([
			{ unreachable: expect.stringContaining('PromptRails'), message: 'Nobody has decided yet.' },
		]);
	});

	test('can be woken by a call of its URL, which finds what it remembers', async () => {
		const { pending } = approvals();
		const { run } = await gate(pending);
		const host = { getNode: () => ({ name: 'Under Test' }), runExecutionData: run.data };
		expect(asleep(host as unknown as IWebhookFunctions)).toEqual({
			firstLookAt: began,
			looks: 1,
			settled: {},
		});
		// As n8n does with what webhook() returns.
		const [nap] = run.data.executionData?.nodeExecutionStack ?? [];
		nap.data.main = wakeUp().workflowData ?? [];
		nap.node.disabled = true;
		run.data.waitTill = undefined;
		runsOf(run).pop();
		emulator.current.decide(pending, 'approved');
		const result = await gate(pending, { resumes: run });
		expect(counts(result)).toEqual([0, 1, 0]);
	});

	test('goes on with its input, its state and its source in the legacy order of execution too', async () => {
		const { pending } = approvals();
		const options = { workflowSettings: { executionOrder: 'v0' as const } };
		const again = await wake(pending, await gate(pending, options), options);
		expect(checks(pending)).toBe(2);
		emulator.current.decide(pending, 'approved');
		const result = await wake(pending, again, options);
		expect(counts(result)).toEqual([0, 1, 0]);
		expect(runsOf(result.run)).toHaveLength(1);
	});
});

describe('at its limit, a gate', () => {
	const over = { parameters: { sleepLimit: 0 } };
	const failing = { parameters: { sleepLimit: 0, whenTimeIsUp: 'fail' } };

	test('leaves by Timed Out with what is known', async () => {
		const result = await gate(approvals().pending, over);
		expect(counts(result)).toEqual([1, 0, 0]);
		expect(result.json[0]).toMatchObject({ status: 'pending' });
	});

	test('fails where the user wants that, or makes an error item for the last output', async () => {
		const { error } = await gate(approvals().pending, failing);
		expect(error?.message).toContain('The waiting limit is over');
		const result = await gate(approvals().pending, { ...failing, onError: 'continueRegularOutput' });
		expect(counts(result)).toEqual([0, 0, 1]);
		expect(result.outputs[2][0].json.error).toMatchObject({ type: 'TimeoutError', code: 'wait_limit' });
	});

	test.each(['hold', 'sleep'])(
		'in the mode %s fails where Timed Out leads nowhere but others do',
		async (waitMode) => {
			const parameters = { waitMode, sleepLimit: 0, holdLimit: 0 };
			const { error } = await gate(approvals().pending, { parameters, connected: [1, 2] });
			expect(error?.description).toContain('Connect the Timed Out output');
			expect(counts(await gate(approvals().pending, { parameters, connected: [0, 1] }))).toEqual([1, 0, 0]);
		},
	);

	test('fails once for all, however often n8n retries it', async () => {
		const { pending } = approvals();
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const options = { settings: node, parameters: { whenTimeIsUp: 'fail', sleepInterval: 120 } };
		const { error, run } = await wake(pending, await gate(pending, options), options);
		expect(error?.message).toContain('The waiting limit is over');
		expect(run.status).toBe('error');
		expect(checks(pending)).toBe(3);
	});
});

describe('Always Output Data', () => {
	test.each(['hold', 'sleep'])('adds no item to Timed Out in the mode %s', async (waitMode) => {
		const node = { alwaysOutputData: true };
		const result = await gate(approvals().approved, { settings: node, parameters: { waitMode } });
		expect(counts(result)).toEqual([0, 1, 0]);
	});

	test('lets nothing leave by Timed Out when the gate wakes', async () => {
		const { pending } = approvals();
		const options = { settings: { alwaysOutputData: true }, connected: [0] };
		const asleep = await gate(pending, options);
		emulator.current.decide(pending, 'approved');
		const result = await wake(pending, asleep, options);
		expect(counts(result)).toEqual([0, 1, 0]);
		expect(Object.keys(result.run.data.resultData.runData)).toEqual(['Start', 'Under Test']);
	});
});

describe('a gate refuses to wait', () => {
	const refusals: Array<[string, Options, string]> = [
		[
			'with a time that is no number',
			{ parameters: { sleepInterval: '={{ "a while" }}' } },
			'needs a number',
		],
		['in a loop of its own', { loopBack: true }, 'The Timed Out output leads back to this node'],
		[
			'longer than the timeout of its workflow',
			{ workflowSettings: { executionTimeout: 3600 } },
			'The timeout of the workflow ends before the waiting does',
		],
		[
			'longer than n8n lets the execution last, whatever its workflow says',
			{ endsAt: Date.now() + 3600_000, workflowSettings: { executionTimeout: 1e6 } },
			'The timeout of the workflow ends before the waiting does',
		],
	];
	test.each(refusals)('%s', async (_what, options, message) => {
		const { error, run } = await gate(approvals().pending, options);
		expect(run.status).toBe('error');
		expect(error?.message).toContain(message);
	});

	test('in a loop of its own in the mode Hold, too', async () => {
		const { error } = await gate(approvals().approved, { loopBack: true, parameters: { waitMode: 'hold' } });
		expect(error?.description).toContain('Remove the connection');
	});

	test('within the timeout of the workflow it sleeps', async () => {
		const { run } = await gate(approvals().pending, { workflowSettings: { executionTimeout: 7201 } });
		expect(run.status).toBe('waiting');
		const { run: another } = await gate(approvals().pending, { endsAt: Date.now() + 7201_000 });
		expect(another.status).toBe('waiting');
	});

	describe('with Continue on error', () => {
		const unusable: Array<[string, Options, string]> = [
			['a credential', { credential: { apiKey: 'k', baseUrl: 'nowhere' } }, 'is not a web address'],
			['a mode', { parameters: { waitMode: "={{ $('Nowhere').item.json.mode }}" } }, 'Referenced node'],
			['a time', { parameters: { sleepInterval: '={{ "a while" }}' } }, 'needs a number'],
			['a timeout', { workflowSettings: { executionTimeout: 60 } }, 'The timeout of the workflow'],
		];
		test.each(unusable)(
			'and %s that it cannot sleep with, leaves by the last output',
			async (_what, options, message) => {
				const result = await gate(approvals().pending, { ...options, onError: 'continueRegularOutput' });
				expect(counts(result)).toEqual([0, 0, 1]);
				expect(result.outputs[2][0].json.error).toMatchObject({
					message: expect.stringContaining(message),
				});
			},
		);

		test('what is settled leaves by its branch when the others cannot be waited for', async () => {
			const { approved, pending } = approvals();
			const result = await gate('={{ $json.id }}', {
				items: [{ id: pending }, { id: approved }],
				workflowSettings: { executionTimeout: 60 },
				onError: 'continueRegularOutput',
			});
			expect(counts(result)).toEqual([0, 1, 1]);
		});
	});
});
