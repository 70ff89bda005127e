import { shown, table } from '../../support/table';
import type { Measures, Throughput } from '../measure/result';

/** How long agents may take, in seconds. */
const DURATIONS = [1, 5, 30];
const LIMITS = [10, 50, 200];

/** What a processor of its own lets a worker do in a second: the dearest of the measured costs. */
export const mostPerWorker = (measures: Measures): number =>
	1000 / Math.max(...smallOnes(measures).map(({ cost }) => cost.worker));

/** The measured rounds whose executions have one item. */
export const smallOnes = ({ throughput }: Measures): Throughput[] =>
	throughput.filter(({ itemsEach }) => itemsEach === 1);

/** CPU of a worker for each further item of an execution, in ms. */
function costOfItem(measures: Measures): number {
	const [small, large] = [smallOnes(measures).at(-1), measures.throughput.at(-1)];
	if (!small || !large) throw new Error('Nothing was measured');
	return (large.cost.worker - small.cost.worker) / (large.itemsEach - small.itemsEach);
}

/** Executions a second of a worker whose agents take so long. */
export const perWorker = (measures: Measures, seconds: number): number =>
	Math.min(measures.concurrency / seconds, mostPerWorker(measures));

/** How to choose the numbers. */
export function sizingSection(measures: Measures): string {
	const { concurrency, heap, memory } = measures;
	const biggest = heap.at(-1);
	const [smallest] = heap;
	const speeds = [
		['An execution takes', `Executions a second and worker, concurrency ${concurrency}`],
		...DURATIONS.map((seconds) => [`${seconds} s`, shown(perWorker(measures, seconds))]),
	];
	const flights = [
		['Requests a second that the platform allows', ...DURATIONS.map((seconds) => `Agents take ${seconds} s`)],
		...LIMITS.map((limit) => [limit, ...DURATIONS.map((seconds) => shown(limit * seconds))]),
	];
	const perItem =
		biggest && smallest
			? (biggest.kilobytesEach - smallest.kilobytesEach) / (biggest.itemsEach - smallest.itemsEach)
			: NaN;
	const busiest = (biggest?.kilobytesEach ?? NaN) / 1000;
	return `## Sizing

- **Executions a second and worker**: *concurrency ÷ duration*, until its processor is used up, here at ${shown(mostPerWorker(measures))} (1,000 ms ÷
  CPU of the worker for an execution of one item; each further item takes ${shown(costOfItem(measures))} ms). Calculated:

${table(speeds)}

- **Items in flight**: workers × concurrency × *Max Parallel Items* (without the option: 10 to 100) are with the
  platform at the same time, and each comes back after the agent's duration. To stay within a limit, keep that product
  below *limit × duration*. Calculated:

${table(flights)}

  Above it nothing fails at first: requests are refused, wait and are sent again, as measured above. Items fail when one
  waits longer than its *Max Retry Time*. PromptRails publishes no limits: watch for refusals, and lower *Max Parallel Items*
  before you add workers.
- **Memory of a worker**: ${shown(memory.worker)} MB at rest, plus ${shown(smallest?.kilobytesEach ?? NaN)} kB for an execution of ${smallest?.itemsEach} items and about ${shown(perItem)} kB for each
  further item; ${concurrency} executions of ${biggest?.itemsEach} items are ${shown(busiest * concurrency)} MB. It grows with the items in flight and with what they carry,
  which is small here: add the size of your own items and answers.
- **Gates** in Sleep mode take a worker only for the moment of a check. Each check is an execution that is resumed, so
  many gates are executions a second: *gates ÷ interval*. Calculated: 10,000 gates that check every hour, as they do after
  the first half hour, are ${shown(10_000 / 3600)} a second; every 5 minutes, ${shown(10_000 / 300)}.
- **Event triggers** poll in the main process; the executions that they start go to the workers.
`;
}
