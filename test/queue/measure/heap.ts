import { heapInUse } from '../../support/memory';
import type { RunningHost } from '../../host';
import { startsOf } from '../../load/workloads';
import type { Cluster } from '../cluster/cluster';
import { Batch } from '../support/batch';
import type { HeapOfExecutions } from './result';

/** Items of one execution; each of them is in flight while it is measured. */
const SIZES = [10, 50, 100];
/** Collections before each reading: what one of them leaves, a later one may find. */
const READINGS = 3;
const ANSWER_AFTER_MS = 20_000;
const ENDED_WITHIN_SECONDS = 180;

async function leastHeap(worker: RunningHost): Promise<number> {
	let least = Infinity;
	for (let reading = 0; reading < READINGS; reading += 1) least = Math.min(least, await heapInUse(worker));
	return least;
}

/** What a worker holds in its heap for each execution whose items are all with the platform. */
export async function heapOfExecutions(cluster: Cluster, executions: number): Promise<HeapOfExecutions[]> {
	const [worker] = cluster.workers;
	if (!worker || cluster.workers.length > 1) throw new Error('One worker must take all executions');
	const { emulator } = cluster;
	const found: HeapOfExecutions[] = [];
	for (const itemsEach of SIZES) {
		emulator.settings.latencyMs = 0;
		const options = { name: `heap of ${itemsEach}`, executions, itemsEach, itemsInFlight: itemsEach };
		// What is loaded by the first run stays.
		const first = await Batch.publish(cluster, { ...options, name: `warm ${itemsEach}` });
		await first.start();
		await first.ended(ENDED_WITHIN_SECONDS);
		const before = await leastHeap(worker);
		emulator.settings.latencyMs = ANSWER_AFTER_MS;
		const batch = await Batch.publish(cluster, options);
		await batch.start();
		await batch.reaches(batch.labels.length, () => startsOf(emulator));
		const during = await leastHeap(worker);
		await batch.ended(ENDED_WITHIN_SECONDS);
		// An execution that is stored as ended may still be held for a while.
		const without = Math.min(before, await leastHeap(worker));
		found.push({ itemsEach, executions, kilobytesEach: (during - without) / 1000 / executions });
	}
	emulator.settings.latencyMs = 0;
	return found;
}
