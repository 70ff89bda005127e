import type { IExecuteFunctions } from 'n8n-workflow';

import { runItems } from '../../../nodes/shared/operation/run/itemLoop';
import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';

const SECOND = 1000;

beforeEach(() => {
	clock = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => clock);
});
afterEach(() => jest.restoreAllMocks());
let clock = 0;

/** A node with items whose work ends when the test says so. */
function node(items: number, orderKey?: (index: number) => string) {
	const host = {
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNode: () => ({ name: 'Node', type: 'node', parameters: {} }),
		continueOnFail: () => false,
	} as unknown as IExecuteFunctions;
	const started: number[] = [];
	const open = new Map<number, { succeed: () => void; fail: () => void }>();
	const work = async (index: number) => {
		started.push(index);
		await new Promise<void>((resolve, reject) =>
			open.set(index, { succeed: resolve, fail: () => reject(new Error('broken')) }),
		).finally(() => open.delete(index));
		return { output: 0, result: { index } };
	};
	const outcome = runItems(host, { work, orderKey, concurrency: new Concurrency(), errorOutput: 0 }).then(
		(outcomes) => outcomes.flatMap((one) => one.items.map(({ json }) => json.index)),
		(error: unknown) => error,
	);
	return { started, open, outcome };
}

/** Until items that may start have started: each takes a few turns of the event loop. */
async function settled({ started }: { started: number[] }): Promise<void> {
	for (let before = -1, quiet = 0; quiet < 20; quiet += 1) {
		if (started.length !== before) [before, quiet] = [started.length, 0];
		await new Promise((resolve) => setTimeout(resolve, 0));
	}
}

test('items that take a second raise the number in flight by 1.6 each, and come out in order', async () => {
	const run = node(150);
	const inFlight: number[] = [];
	for (await settled(run); run.open.size > 0; await settled(run)) {
		inFlight.push(run.open.size);
		clock += SECOND;
		for (const { succeed } of [...run.open.values()].reverse()) succeed();
	}
	expect(inFlight).toEqual([10, 26, 67, 47]);
	expect(await run.outcome).toEqual(Array.from({ length: 150 }, (_none, index) => index));
});

test('after a first failure no further item starts, however many succeed', async () => {
	const run = node(100);
	await settled(run);
	clock += SECOND;
	run.open.get(3)?.fail();
	await settled(run);
	for (const { succeed } of run.open.values()) succeed();
	expect(await run.outcome).toMatchObject({ context: { itemIndex: 3 } });
	expect(run.started).toHaveLength(10);
});

test('items of the same key run one after another, however many others are in flight', async () => {
	const run = node(60, (index) => (index % 2 ? 'a' : `other ${index}`));
	const ofKey = () => [...run.open.keys()].filter((index) => index % 2);
	for (await settled(run); run.open.size > 0; await settled(run)) {
		expect(ofKey().length).toBeLessThanOrEqual(1);
		clock += SECOND;
		for (const { succeed } of run.open.values()) succeed();
	}
	const inOrder = Array.from({ length: 30 }, (_none, index) => 2 * index + 1);
	expect(run.started.filter((index) => index % 2)).toEqual(inOrder);
});
