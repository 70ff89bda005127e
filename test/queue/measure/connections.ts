import type { Cluster } from '../cluster/cluster';
import { redis } from '../cluster/redis';
import type { Measures } from './result';

/** Connections that are open now; ours, which asks, does not count. */
async function open(cluster: Cluster): Promise<Record<'postgres' | 'redis', number>> {
	const [row] = await cluster.rows<{ count: number }>(
		`SELECT count(*)::int AS count FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
	);
	const clients = (await redis(cluster.redisPort, 'client', 'list')).split('\n').length;
	return { postgres: row?.count ?? NaN, redis: clients - 1 };
}

/** What the servers allow at the most, as they are installed. */
async function most(cluster: Cluster): Promise<Record<'postgres' | 'redis', number>> {
	const [row] = await cluster.rows<{ most: number }>(
		`SELECT current_setting('max_connections')::int AS most`,
	);
	const [, clients] = (await redis(cluster.redisPort, 'config', 'get', 'maxclients')).split('\n');
	return { postgres: row?.most ?? NaN, redis: Number(clients) };
}

/** Counts with one worker and, once `another` has started one that is as busy, with two. */
export async function connections(
	cluster: Cluster,
	another: () => Promise<void>,
): Promise<Measures['connections']> {
	const [one, limits] = [await open(cluster), await most(cluster)];
	await another();
	const two = await open(cluster);
	const of = (server: 'postgres' | 'redis') => {
		const eachWorker = two[server] - one[server];
		return { eachWorker, others: one[server] - eachWorker, most: limits[server] };
	};
	return { postgres: of('postgres'), redis: of('redis') };
}
