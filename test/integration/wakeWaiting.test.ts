import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { JsonObject } from '../emulator/core/schema';
import type { Approval } from '../emulator/store/rows';
import { useEmulator } from '../support/engine/agentRun';
import { eventTriggers, ids } from '../support/engine/eventTrigger';
import type { PollNode } from '../support/engine/pollNode';
import { ANSWERS, type WaitingAnswer, WaitingWebhooks } from '../support/engine/waitingWebhooks';

const MINUTE = 60_000;
const NODE = '3f0c1f0e-9a55-4a36-8d3f-1b1f2f6c7a10';
const SIGNATURE = 'ab'.repeat(32);

let n8n: WaitingWebhooks;
const clock = { ms: 0 };

beforeAll(async () => {
	n8n = await WaitingWebhooks.start();
});
beforeEach(() => {
	n8n.clear();
	clock.ms = 0;
	const began = Date.now();
	const real = jest.spyOn(Date, 'now');
	const passing = performance.now();
	real.mockImplementation(() => Math.round(began + clock.ms + performance.now() - passing));
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await n8n.close());

const place = (instance: string, execution: number, change: JsonObject = {}): JsonObject => ({
	n8n: {
		key: `k${execution}`,
		instance,
		execution: String(execution),
		node: NODE,
		signature: SIGNATURE,
		...change,
	},
});
const callFor = (execution: number): string =>
	`POST /hooks/webhook-waiting/${execution}/${NODE}?signature=${SIGNATURE}`;

describe.each([1, 2] as const)('Wake Waiting Executions on API v%i', (generation) => {
	const emulator = useEmulator({ generation });
	const { primed } = eventTriggers(emulator);

	const trigger = async (parameters: INodeParameters = {}): Promise<PollNode> => {
		const node = await primed('approvalDecided', parameters);
		node.restart();
		node.waitingBaseUrl = n8n.baseUrl;
		return node;
	};
	/** Lets runs ask that n8n's executions 1, 2 and so on wait for, and the trigger see them. */
	const asked = async (
		node: PollNode,
		count: number,
		metadata = (index: number) => place(node.instanceId, index + 1),
	): Promise<Approval[]> => {
		const approvals = emulator.current.requestApprovals(count, { metadata });
		expect(await node.tick()).toBeNull();
		emulator.current.clearRequests();
		return approvals;
	};
	const decide = (approvals: Approval[]): void =>
		approvals.forEach(({ id }) => emulator.current.decide(id, 'approved'));
	const reads = (): number =>
		emulator.current.requests({ method: 'GET', path: '/api/v1/executions/*' }).length - inboxReads();
	const inboxReads = (): number =>
		emulator.current.requests({ path: '/api/v1/executions/approval-inbox' }).length;
	const wakes = (node: PollNode): unknown[] =>
		((node.stored()['node:Under Test'] as IDataObject).wakes as unknown[] | undefined) ?? [];
	/** Decides one approval, and lets the trigger tick at each of the minutes. @returns how many calls there were then */
	const callsAt = async (minutes: number[], answer: () => WaitingAnswer | undefined): Promise<number[]> => {
		const node = await trigger();
		decide(await asked(node, 1));
		n8n.answer = answer;
		const counts: number[] = [];
		for (const minute of minutes) {
			clock.ms = minute * MINUTE;
			await node.tick();
			counts.push(n8n.calls.length);
		}
		expect(wakes(node)).toEqual([]);
		return counts;
	};

	it('calls the execution that waits for a decision, at the address that its own n8n says', async () => {
		const node = await trigger();
		const [approval] = await asked(node, 1);
		await node.tick();
		expect(n8n.calls).toEqual([]);
		decide([approval]);
		expect(ids(await node.tick(), 'execution_id')).toEqual([approval.execution_id]);
		expect(n8n.calls).toEqual([callFor(1)]);
		await node.tick();
		expect(n8n.calls).toHaveLength(1);
		expect(wakes(node)).toEqual([]);
	});

	it('reads each run once, which on API v2 the decision takes anyway', async () => {
		const node = await trigger();
		decide(await asked(node, 3));
		await node.tick();
		expect(reads()).toBe(3);
		expect(n8n.calls).toHaveLength(3);
	});

	it('wakes each of 30 once, four at a time', async () => {
		const node = await trigger();
		decide(await asked(node, 30));
		await node.tick();
		await node.tick();
		expect([...n8n.calls].sort()).toEqual(
			Array.from({ length: 30 }, (_, index) => callFor(index + 1)).sort(),
		);
		expect(n8n.mostAtOnce).toBeLessThanOrEqual(4);
	});

	it('wakes one that was rejected, too', async () => {
		const node = await trigger();
		const [approval] = await asked(node, 1);
		emulator.current.decide(approval.id, 'rejected', 'too much');
		await node.tick();
		expect(n8n.calls).toEqual([callFor(1)]);
	});

	it('does nothing of it when it is off', async () => {
		const node = await trigger({ options: { wakeWaiting: false } });
		decide(await asked(node, 1));
		expect(await node.tick()).toHaveLength(1);
		expect(n8n.calls).toEqual([]);
		expect(reads()).toBe(generation === 1 ? 0 : 1);
	});

	it.each<[string, (instance: string) => JsonObject]>([
		['nothing of n8n', () => ({ order: 1 })],
		['the key alone', () => ({ n8n: { key: 'k' } })],
		['another n8n', () => place('f'.repeat(64), 1)],
		['no instance', (instance) => place(instance, 1, { instance: '' })],
		['an address', (instance) => ({ n8n: { url: `${n8n.baseUrl}/1/${NODE}?signature=1`, instance } })],
		['a host as the execution', (instance) => place(instance, 1, { execution: '@127.0.0.1:1' })],
		['a way up as the node', (instance) => place(instance, 1, { node: '../../rest/settings' })],
		['a query as the signature', (instance) => place(instance, 1, { signature: 'a&b=c' })],
		['a list', (instance) => ({ n8n: [place(instance, 1).n8n] })],
		['a text', (instance) => ({ n8n: JSON.stringify(place(instance, 1).n8n) })],
	])('calls nothing for a run that carries %s', async (_, metadata) => {
		const node = await trigger();
		decide(await asked(node, 1, () => metadata(node.instanceId)));
		expect(await node.tick()).toHaveLength(1);
		expect(n8n.calls).toEqual([]);
		expect(wakes(node)).toEqual([]);
	});

	it('calls nothing on a server that keeps no metadata', async () => {
		emulator.current.settings.oddities = new Set(['ignoredRunMetadata']);
		const node = await trigger();
		decide(await asked(node, 2));
		expect(await node.tick()).toHaveLength(2);
		expect(n8n.calls).toEqual([]);
	});

	it('follows no redirect to anywhere', async () => {
		n8n.answer = (call) =>
			call.includes('/1/') ? { status: 307, body: '', headers: { location: `${n8n.baseUrl}/2` } } : undefined;
		const node = await trigger();
		decide(await asked(node, 1));
		await node.tick();
		expect(n8n.calls).toEqual([callFor(1)]);
	});

	it.each<[string, WaitingAnswer | undefined]>([
		['runs just now', ANSWERS.running],
		['is in an n8n that starts', ANSWERS.starting],
		['cannot reach PromptRails', ANSWERS.unreachable],
		['gives no answer', undefined],
	])('tries again at the next poll where the execution %s', async (_, answer) => {
		const calls = await callsAt([0, 1, 2], () => (n8n.calls.length === 1 ? answer : ANSWERS.woken));
		expect(calls).toEqual([1, 2, 2]);
	});

	it.each<[string, WaitingAnswer]>([
		['waits for more decisions', ANSWERS.open],
		['has ended', ANSWERS.ended],
		['refuses the signature', ANSWERS.refused],
		['was deleted', ANSWERS.missing],
	])('does not try again where the execution %s', async (_, answer) => {
		expect(await callsAt([0, 1, 60], () => answer)).toEqual([1, 1, 1]);
	});

	it('gives up after six tries in half an hour', async () => {
		const minutes = [0, 1, 1.5, 2, 3, 5, 8, 15, 20, 35, 40, 600];
		const calls = await callsAt(minutes, () => ANSWERS.failed);
		expect(calls).toEqual([1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 6]);
	});

	it('leaves what does not fit into the time of a poll to the next one', async () => {
		const node = await trigger();
		decide(await asked(node, 12));
		n8n.answer = () => {
			// The calls that are open already come to an end.
			if (n8n.calls.length === 4) clock.ms += MINUTE;
			return ANSWERS.woken;
		};
		expect(await node.tick()).toHaveLength(12);
		const first = n8n.calls.length;
		expect(first).toBeLessThan(12);
		expect(wakes(node)).toHaveLength(12 - first);
		await node.tick();
		expect(new Set(n8n.calls).size).toBe(12);
		expect(n8n.calls).toHaveLength(12);
		expect(wakes(node)).toEqual([]);
	});

	it('wakes nothing twice where a second poll begins before the first is over', async () => {
		const node = await trigger();
		decide(await asked(node, 8));
		let second: Promise<unknown> | undefined;
		n8n.answer = () => {
			second ??= node.tick();
			return ANSWERS.woken;
		};
		expect(await node.tick()).toHaveLength(8);
		expect(await second).toBeNull();
		expect(n8n.calls).toHaveLength(8);
		expect(new Set(n8n.calls).size).toBe(8);
	});

	it('remembers after a restart whom it could not reach', async () => {
		n8n.answer = () => (n8n.calls.length === 1 ? ANSWERS.starting : ANSWERS.woken);
		const node = await trigger();
		decide(await asked(node, 1));
		await node.tick();
		node.restart();
		await node.tick();
		expect(n8n.calls).toEqual([callFor(1), callFor(1)]);
	});

	it('starts the workflow all the same where the runs cannot be read', async () => {
		const node = await trigger();
		decide(await asked(node, 1));
		if (generation === 1) emulator.current.fault({ status: 500, path: /executions/ });
		expect(await node.tick()).toHaveLength(1);
		emulator.current.clearFaults();
		await node.tick();
		expect(n8n.calls).toEqual([callFor(1)]);
	});
});
