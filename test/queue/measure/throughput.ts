import type { Cluster } from '../cluster/cluster';
import { Batch } from '../support/batch';
import { cpuOf } from './processes';
import type { Cost, Role, Throughput } from './result';

const WARM_UP = { executions: 40, itemsEach: 1 };
const ENDED_WITHIN_SECONDS = 300;

interface Load {
	executions: number;
	itemsEach: number;
}

/** How many executions a second go through the cluster when the platform answers at once, and what they cost. */
export async function throughput(cluster: Cluster, load: Load): Promise<Throughput> {
	await run(cluster, WARM_UP);
	const before = cpuOf(cluster);
	const seconds = await run(cluster, load);
	const after = cpuOf(cluster);
	const each = (role: Role): number => (after[role] - before[role]) / load.executions;
	const cost: Cost = {
		main: each('main'),
		webhook: each('webhook'),
		worker: each('worker'),
		postgres: each('postgres'),
		redis: each('redis'),
	};
	return { workers: cluster.workers.length, ...load, perSecond: load.executions / seconds, cost };
}

/** @returns the seconds from the first call to the end of the last execution */
async function run(cluster: Cluster, load: Load): Promise<number> {
	const batch = await Batch.publish(cluster, { name: 'throughput', ...load });
	const started = Date.now();
	await batch.start();
	const rows = await batch.ended(ENDED_WITHIN_SECONDS);
	const failed = rows.filter(({ status }) => status !== 'success');
	if (failed.length > 0) throw new Error(`${failed.length} executions failed`);
	return (Date.now() - started) / 1000;
}
