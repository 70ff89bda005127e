import { shown, table } from '../../support/table';
import type { Measures, Role } from '../measure/result';

/** How the parts of a cluster are called. */
export const NAMES: Record<Role, string> = {
	main: 'Main',
	webhook: 'Process for webhooks',
	worker: 'Worker',
	postgres: 'PostgreSQL',
	redis: 'Redis',
};
const ROLES = Object.keys(NAMES) as Role[];

/** What was measured. */
export function figuresSection(measures: Measures): string {
	const { throughput, memory, heap, limit, connections, concurrency, processors } = measures;
	const speed = [
		[
			'Workers',
			'Executions',
			'Items each',
			'Executions a second',
			...ROLES.map((role) => `${NAMES[role]}, ms`),
			'All, ms',
		],
		...throughput.map(({ workers, executions, itemsEach, perSecond, cost }) => [
			workers,
			executions,
			itemsEach,
			shown(perSecond),
			...ROLES.map((role) => shown(cost[role])),
			shown(ROLES.reduce((sum, role) => sum + cost[role], 0)),
		]),
	];
	const atRest = [ROLES.map((role) => `${NAMES[role]}, MB`), ROLES.map((role) => shown(memory[role]))];
	const each = [
		['Items in the execution, all in flight', 'Heap for each execution, kB'],
		...heap.map(({ itemsEach, kilobytesEach }) => [itemsEach, shown(kilobytesEach)]),
	];
	const limited = [
		[
			'Max Parallel Items',
			'In flight altogether',
			'Let through a second',
			'Requests',
			'Of them refused',
			'Items that failed',
		],
		...limit.rounds.map((round) => [
			round.itemsInFlight,
			round.inFlight,
			shown(round.perSecond),
			round.requests,
			round.refused,
			round.failedItems,
		]),
	];
	return `## Figures

**Executions a second**, of many that are called at once: a webhook, a split and an agent that answers at once, so that
nothing but n8n is measured. CPU is what each part spends on one execution; the workers' is that of all of them. All
parts and the emulator share the ${processors} processors, so more workers do not make this machine faster.

${table(speed)}

**Memory at rest**, each process with its children, PostgreSQL with all of its sessions:

${table(atRest)}

**Memory for each execution**: what a worker has in its heap after a garbage collection for each of ${concurrency} executions
whose items are all with the platform.

${table(each)}

**At a rate limit** of ${limit.perSecond} requests a second, for the whole workspace: ${limit.executions} executions of ${limit.items} items each, on two workers with a
concurrency of ${concurrency}. Each execution paces itself and knows nothing of the others.

${table(limited)}

**Connections**: one more worker has ${connections.postgres.eachWorker} to PostgreSQL (all others together ${connections.postgres.others}; its pool may take up to
\`DB_POSTGRESDB_POOL_SIZE\`, 2) and ${connections.redis.eachWorker} to Redis (all others ${connections.redis.others}). As installed, PostgreSQL allows ${connections.postgres.most} and Redis ${shown(connections.redis.most)}.
`;
}
