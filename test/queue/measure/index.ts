import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

import { step } from '../../host';
import { REPOSITORY } from '../../host/paths';
import { Cluster } from '../cluster/cluster';
import { connections } from './connections';
import { heapOfExecutions } from './heap';
import { rateLimit } from './limit';
import { memoryOf } from './processes';
import type { Measures, Throughput } from './result';
import { throughput } from './throughput';

/** What n8n sets unless it is told otherwise. */
const CONCURRENCY = 10;
const SMALL = { executions: 300, itemsEach: 1 };
const LARGE = { executions: 40, itemsEach: 25 };

/** Measures a cluster of its own, first with one worker, then with two. */
export async function measure(): Promise<Measures> {
	const [load = NaN] = loadavg();
	const probe = join(REPOSITORY, 'test', 'bench', 'memoryProbe.js');
	const env = { NODE_OPTIONS: `--require ${probe}` };
	const cluster = await step('Starting a cluster to measure', () =>
		Cluster.open({ workers: 2, concurrency: CONCURRENCY, env }),
	);
	try {
		await cluster.stopWorker(1);
		const memory = memoryOf(cluster);
		const rounds: Throughput[] = [
			await step('Executions a second, one worker', () => throughput(cluster, SMALL)),
		];
		const heap = await step('Memory for each execution', () => heapOfExecutions(cluster, CONCURRENCY));
		const connected = await connections(cluster, async () => {
			await cluster.startWorker(1);
			rounds.push(await step('Executions a second, two workers', () => throughput(cluster, SMALL)));
			rounds.push(await step('The same with more items', () => throughput(cluster, LARGE)));
		});
		const limit = await step('At a rate limit', () => rateLimit(cluster, CONCURRENCY));
		return {
			n8n: cluster.main.version,
			processors: cpus().length,
			load,
			concurrency: CONCURRENCY,
			throughput: rounds,
			memory,
			heap,
			limit,
			connections: connected,
		};
	} finally {
		await cluster.close();
	}
}
