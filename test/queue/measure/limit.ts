import type { Cluster } from '../cluster/cluster';
import { Batch } from '../support/batch';
import type { LimitRound, Measures } from './result';

const LIMIT = 20;
const EXECUTIONS = 20;
const ITEMS_EACH = 20;
const IN_FLIGHT = [1, 5, 20];
const ENDED_WITHIN_SECONDS = 300;

/** What comes of items in flight × executions at a time when the platform lets so many requests a second through. */
export async function rateLimit(cluster: Cluster, concurrency: number): Promise<Measures['limit']> {
	const { emulator } = cluster;
	const rounds: LimitRound[] = [];
	for (const itemsInFlight of IN_FLIGHT) {
		const name = `limit ${itemsInFlight}`;
		const options = { name, executions: EXECUTIONS, itemsEach: ITEMS_EACH, itemsInFlight };
		const batch = await Batch.publish(cluster, options);
		emulator.clearRequests();
		emulator.settings.rateLimit = { perSecond: LIMIT };
		const started = Date.now();
		await batch.start();
		const rows = await batch.ended(ENDED_WITHIN_SECONDS);
		const seconds = (Date.now() - started) / 1000;
		delete emulator.settings.rateLimit;
		const requests = emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		const refused = requests.filter(({ status }) => status === 429).length;
		const answered = (await batch.answered(rows)).flat();
		rounds.push({
			itemsInFlight,
			inFlight: Math.min(concurrency * cluster.workers.length, EXECUTIONS) * itemsInFlight,
			requests: requests.length,
			refused,
			perSecond: (requests.length - refused) / seconds,
			failedItems: batch.labels.length - answered.length,
		});
	}
	return { perSecond: LIMIT, items: ITEMS_EACH, executions: EXECUTIONS, rounds };
}
