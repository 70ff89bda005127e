import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeRun, runNode } from '../support/engine/runNode';
import { until } from '../support/engine/until';

const emulator = useEmulator();

type Options = Partial<Omit<NodeRun, 'type' | 'parameters'>> & { parameters?: INodeParameters };

const waitFor =
	(type: string, resource: string | undefined, idName: string) =>
	(id: string, { parameters, ...options }: Options = {}) =>
		runNode({
			type,
			credential: emulator.credential(),
			parameters: {
				...(resource ? { resource } : {}),
				operation: 'wait',
				[idName]: byId(id),
				waitMode: 'hold',
				holdInterval: 0.05,
				holdLimit: 1,
				...parameters,
			},
			...options,
		});
const waitForApproval = waitFor('promptRailsApproval', undefined, 'approvalId');
const waitForExecution = waitFor('promptRailsExecution', 'execution', 'executionId');

/** How many items left by each output. */
const counts = ({ outputs }: { outputs: unknown[][] }): number[] => outputs.map((items) => items.length);

/** Decides as another client would. */
async function decide(approvalId: string, decision: string): Promise<void> {
	const { url, apiKey } = emulator.current;
	const answer = await fetch(`${url}/api/v1/approvals/${approvalId}/decide`, {
		method: 'POST',
		headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify({ decision }),
	});
	expect(answer.status).toBe(200);
}

/** Resolves once the server has been asked `times` times. */
async function asked(times: number): Promise<void> {
	await until(() => emulator.current.requests({ method: 'GET' }).length >= times);
}

describe('an approval held', () => {
	test.each([
		['approved', [0, 1, 0]],
		['rejected', [0, 0, 1]],
	])('leaves by the branch of its decision once it is %s', async (decision, expected) => {
		const { pending } = emulator.current.ids.approvals;
		const waiting = waitForApproval(pending);
		await asked(2);
		await decide(pending, decision);
		const result = await waiting;
		expect(counts(result)).toEqual(expected);
		expect(result.outputs.flat()[0].json).toMatchObject({ id: pending, status: decision });
	});

	test('leaves by Timed Out at its limit', async () => {
		const result = await waitForApproval(emulator.current.ids.approvals.pending, {
			parameters: { holdLimit: 0.01 },
		});
		expect(counts(result)).toEqual([1, 0, 0]);
		expect(result.json[0]).toMatchObject({ status: 'pending' });
	});

	test.each([
		['expired', [0, 0, 1]],
		['something new', [1, 0, 0]],
	])('with the status %s has a way out', async (status, expected) => {
		const { pending } = emulator.current.ids.approvals;
		emulator.current.fault({
			path: `/api/v1/approvals/${pending}`,
			status: 200,
			body: { data: { id: pending, status } },
		});
		expect(counts(await waitForApproval(pending, { parameters: { holdLimit: 0.01 } }))).toEqual(expected);
	});

	test('stays pending while the server cannot be asked, and goes on when it can', async () => {
		const { approved } = emulator.current.ids.approvals;
		emulator.current.fault({ status: 502, times: 2 });
		const result = await waitForApproval(approved, { parameters: { options: { retryBudget: 0 } } });
		expect(counts(result)).toEqual([0, 1, 0]);
		expect(emulator.current.requests()).toHaveLength(3);
	});

	test('that could not be asked at its limit says so beside what was known of it', async () => {
		const { pending } = emulator.current.ids.approvals;
		emulator.current.fault({ status: 502, skip: 1 });
		const result = await waitForApproval(pending, {
			parameters: { holdLimit: 0.005, options: { retryBudget: 0 } },
		});
		expect(counts(result)).toEqual([1, 0, 0]);
		expect(result.json[0]).toMatchObject({
			id: pending,
			status: 'pending',
			unreachable: expect.stringContaining('PromptRails'),
		});
	});

	test('that does not exist is an error', async () => {
		const { error } = await waitForApproval('nope');
		expect(error?.message).toBe('Approval not found [item 0]');
	});

	test('stops at once when the execution is cancelled', async () => {
		const { run } = await waitForApproval(emulator.current.ids.approvals.pending, {
			parameters: { holdInterval: 60, holdLimit: 10 },
			onStarted: (cancel) => void asked(1).then(cancel),
		});
		expect(run.status).toBe('canceled');
	});

	test.each(['soon', -1, '={{ NaN }}'])(
		'with the interval %p is refused by its name',
		async (holdInterval) => {
			const { error } = await waitForApproval(emulator.current.ids.approvals.pending, {
				parameters: { holdInterval },
			});
			expect(error?.message).toContain("The field 'Check Every (Seconds)' needs a number");
			expect(emulator.current.requests()).toHaveLength(0);
		},
	);

	test('waits for each item on its own', async () => {
		const { approved, pending } = emulator.current.ids.approvals;
		const result = await waitForApproval('={{ $json.id }}', {
			items: [{ id: pending }, { id: approved }],
			parameters: { holdLimit: 0.01 },
		});
		expect(result.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }],
			[{ item: 1 }],
			[],
		]);
	});
});

describe('a run held', () => {
	const outcomes: Array<[string, (ids: typeof emulator.current.ids) => string, number[]]> = [
		['completed', ({ executions }) => executions.completed, [0, 1, 0, 0]],
		['awaiting approval', ({ executions }) => executions.awaitingApproval, [0, 0, 1, 0]],
		['failed', ({ executions }) => executions.failed, [0, 0, 0, 1]],
	];
	test.each(outcomes)('that is %s leaves by its output', async (_state, id, expected) => {
		expect(counts(await waitForExecution(id(emulator.current.ids)))).toEqual(expected);
	});

	test('that could not be asked at all says that alone', async () => {
		emulator.current.fault({ status: 502 });
		const { json } = await waitForExecution(emulator.current.ids.executions.completed, {
			parameters: { holdLimit: 0, options: { retryBudget: 0 } },
		});
		expect(json).toEqual([
			{ unreachable: expect.stringContaining('PromptRails'), message: 'There is no answer yet.' },
		]);
	});
});

describe('a run that needed no approval', () => {
	const item = { status: 'completed', execution_id: 'e-1', output: 'Done' };

	test('is an error that says what to do', async () => {
		const { error } = await waitForApproval('={{ $json.approval.id }}', { items: [item] });
		expect(error?.message).toContain("There is no approval to wait for: the run has the status 'completed'");
		expect(error?.description).toContain('Put an If node before this one');
	});

	const passing = { options: { passRunsWithoutApproval: true } };
	test('leaves by Approved where the option says so', async () => {
		const result = await waitForApproval('={{ $json.approval.id }}', { items: [item], parameters: passing });
		expect(counts(result)).toEqual([0, 1, 0]);
		expect(result.outputs[1][0].json).toEqual(item);
		expect(emulator.current.requests()).toHaveLength(0);
	});

	test('does not pass when it failed', async () => {
		const items = [{ ...item, status: 'failed' }];
		const { error } = await waitForApproval('={{ $json.approval.id }}', { items, parameters: passing });
		expect(error?.message).toContain("the run has the status 'failed'");
	});
});
