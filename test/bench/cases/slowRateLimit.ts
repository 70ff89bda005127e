import type { Unplaced } from '../../host';
import type { BenchCase } from '../result';
import { interleaved, median } from '../rounds';
import { executeAgent, limited, postExecute, topics } from '../workflows';

const ITEMS = 200;
const PER_SECOND = 5;
const RUN_MS = 2000;
const ROUNDS = 2;
/** The first runs start at once, the last ones after as many whole seconds as the others need. */
const OPTIMUM_MS = (ITEMS / PER_SECOND - 1) * 1000 + RUN_MS;
const OURS = 'PromptRails Agent, default';
const PEER = 'HTTP Request node, On Error: Continue';
const BEST = 'As the limit allows, calculated';

/** Case 2b. */
export const slowRateLimit: BenchCase = {
	number: '2b',
	title: 'Long runs under a low rate limit',
	about:
		`${ITEMS} runs of ${RUN_MS / 1000} s on a server that allows ${PER_SECOND} requests in each second, and answers 429 with \`Retry-After\` ` +
		'in whole seconds to the others, at once. Nothing is configured.',
	peers: [PEER, BEST],
	run: async (stage) => {
		const { emulator } = stage;
		Object.assign(emulator.settings, { longRunMs: RUN_MS, rateLimit: { perSecond: PER_SECOND } });
		const node = (shape: Unplaced) => () => limited(stage, topics(ITEMS), shape);
		const { time, succeeded, requests } = await interleaved(
			{
				[OURS]: node(executeAgent(stage, {}, 'slow')),
				[PEER]: node({ ...postExecute(stage, 'slow'), onError: 'continueRegularOutput' }),
				[BEST]: () => Promise.resolve({ time: OPTIMUM_MS, succeeded: ITEMS, requests: ITEMS }),
			},
			ROUNDS,
			0,
		);
		return {
			measures: [
				{ name: 'Succeeded', unit: 'items', figures: succeeded },
				{ name: 'Sent', unit: 'requests', figures: requests },
				{ name: 'Time of the node', unit: 'ms', figures: time },
			],
			targets: [
				{ what: 'Items that succeeded', value: median(succeeded, OURS), unit: 'items', atLeast: ITEMS },
				{ what: 'Requests for each item', value: median(requests, OURS) / ITEMS, unit: '×', atMost: 1.15 },
				{ what: 'Time, of the optimum', value: median(time, OURS) / OPTIMUM_MS, unit: '×', atMost: 1.3 },
			],
		};
	},
};
