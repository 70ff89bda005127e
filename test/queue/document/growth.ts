import { shown, table } from '../../support/table';
import type { Measures } from '../measure/result';
import { mostPerWorker, perWorker, smallOnes } from './sizing';

const WORKERS = [10, 100, 1000];
const AGENT_SECONDS = 5;
const ITEMS_IN_FLIGHT = 10;
/** PostgreSQL keeps so many for its administrator. */
const RESERVED = 3;

interface Bound {
	what: string;
	/** Number of workers that the bound allows. */
	workers: number;
	remedy: string;
}

/** What one processor of a part allows, in workers that do so many executions a second. */
function bounds(measures: Measures, rate: number): Bound[] {
	const { connections } = measures;
	const cost = smallOnes(measures).at(-1)?.cost;
	if (!cost) throw new Error('Nothing was measured');
	const processor = (ms: number) => 1000 / ms / rate;
	const free = ({ most, others, eachWorker }: Measures['connections']['postgres'], reserved = 0) =>
		(most - reserved - others) / eachWorker;
	return [
		{
			what: `PostgreSQL’s ${connections.postgres.most} connections`,
			workers: free(connections.postgres, RESERVED),
			remedy: 'raise `max_connections`, or put a pooler before it',
		},
		{
			what: `Redis’ ${shown(connections.redis.most)} connections`,
			workers: free(connections.redis),
			remedy: 'raise `maxclients`',
		},
		{
			what: 'One processor for the process for webhooks',
			workers: processor(cost.webhook),
			remedy: 'start more of them behind a load balancer',
		},
		{
			what: 'One processor for the main process',
			workers: processor(cost.main),
			remedy: 'several of them need n8n’s license',
		},
		{
			what: 'One processor for Redis',
			workers: processor(cost.redis),
			remedy: 'split the work over several n8n',
		},
		{
			what: 'One processor for PostgreSQL',
			workers: processor(cost.postgres),
			remedy: 'give it more processors',
		},
	].sort((one, other) => one.workers - other.workers);
}

const count = (value: number): string => shown(Math.floor(value));

/** A calculation for more workers than were there. */
export function growthSection(measures: Measures): string {
	const { connections, memory, concurrency } = measures;
	const cost = smallOnes(measures).at(-1)?.cost;
	if (!cost) throw new Error('Nothing was measured');
	const [busy, usual] = [mostPerWorker(measures), perWorker(measures, AGENT_SECONDS)];
	const cores = (workers: number, ms: number) => shown((workers * usual * ms) / 1000);
	const sizes = [
		['', ...WORKERS.map((workers) => `${shown(workers)} workers`)],
		['Executions a second', ...WORKERS.map((workers) => shown(workers * usual))],
		[
			`Requests a second at the platform, ${ITEMS_IN_FLIGHT} items in flight`,
			...WORKERS.map((workers) => shown((workers * concurrency * ITEMS_IN_FLIGHT) / AGENT_SECONDS)),
		],
		[
			'Memory of the workers at rest, GB',
			...WORKERS.map((workers) => shown((workers * memory.worker) / 1000)),
		],
		['Processors for workers', ...WORKERS.map((workers) => cores(workers, cost.worker))],
		['Processors for the main process', ...WORKERS.map((workers) => cores(workers, cost.main))],
		['Processors for webhooks', ...WORKERS.map((workers) => cores(workers, cost.webhook))],
		['Processors for PostgreSQL', ...WORKERS.map((workers) => cores(workers, cost.postgres))],
		['Processors for Redis', ...WORKERS.map((workers) => cores(workers, cost.redis))],
		[
			'Connections to PostgreSQL',
			...WORKERS.map((workers) =>
				shown(connections.postgres.others + workers * connections.postgres.eachWorker),
			),
		],
		[
			'Connections to Redis',
			...WORKERS.map((workers) => shown(connections.redis.others + workers * connections.redis.eachWorker)),
		],
	];
	const byBound = (rate: number) =>
		new Map(bounds(measures, rate).map(({ what, workers }) => [what, workers]));
	const [atUsual, atBusy] = [bounds(measures, usual), byBound(busy)];
	const limits = [
		['Bound', `Workers, agents of ${AGENT_SECONDS} s`, 'Workers, processors used up', 'What helps'],
		...atUsual.map(({ what, workers, remedy }) => [
			what,
			count(workers),
			count(atBusy.get(what) ?? NaN),
			remedy,
		]),
	];
	const breaks = WORKERS.map((workers) => {
		const broken = atUsual
			.filter((bound) => bound.workers < workers)
			.map(({ what }) => what.replace(/^One /, 'one '));
		return `- **${shown(workers)} workers**: ${broken.length > 0 ? `${broken.join('; then ')}.` : 'nothing of the cluster, by these figures.'}`;
	});
	return `## 10, 100 and 1,000 workers

Calculated from the figures above, not measured: each worker with a processor of its own and a concurrency of ${concurrency}, busy with
executions that take ${AGENT_SECONDS} s, so with ${shown(usual)} executions a second; everything else grows in proportion.

${table(sizes)}

The bounds, the nearest first, by the number of workers that each allows:

${table(limits)}

What breaks first, with agents of ${AGENT_SECONDS} s:

${breaks.join('\n')}

The platform's rate limit stands before all of it: the requests a second in the first table must be allowed. Where they
are not, more workers only make more refusals.
`;
}
