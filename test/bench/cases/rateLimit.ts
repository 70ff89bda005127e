import { setTimeout as sleep } from 'node:timers/promises';

import type { Unplaced } from '../../host';
import { bareBatch } from '../bareClient';
import type { Stage } from '../../load/stage';
import type { BenchCase } from '../result';
import { interleaved, median, ratio } from '../rounds';
import { executeAgent, executeUrl, limited, people, postExecute } from '../workflows';

const ITEMS = 200;
const PER_SECOND = 50;
const ROUNDS = 7;
/** What is sent so shortly before the server's next second may be counted in that one, on a machine that is busy. */
const AT_THE_BORDER_MS = 50;
const OURS = 'PromptRails Agent, default';
const OURS_100 = 'PromptRails Agent, 100 in flight';
const PEER = 'HTTP Request node, On Error: Continue';
const BEST = 'Bare client that knows the limit, ten in flight';

/** Case 2. */
export const rateLimit: BenchCase = {
	number: '2',
	title: 'The batch under a rate limit',
	about:
		`The same ${ITEMS} runs on a server that allows ${PER_SECOND} requests in each second and answers 429 with ` +
		'`Retry-After` in whole seconds to the others. Nothing is configured. The optimum is that of a client which knows ' +
		'the limit and the seconds of the server in advance, and has ten requests in flight, with which the default of the node starts.',
	peers: [PEER, BEST],
	run: async (stage) => {
		const { emulator } = stage;
		Object.assign(emulator.settings, { latencyMs: 100, rateLimit: { perSecond: PER_SECOND } });
		const node = (shape: Unplaced) => () => limited(stage, people(ITEMS), shape);
		const { time, succeeded, requests } = await interleaved(
			{
				[OURS]: node(executeAgent(stage)),
				[OURS_100]: node(executeAgent(stage, { itemsInFlight: 100 })),
				[PEER]: node({ ...postExecute(stage), onError: 'continueRegularOutput' }),
				[BEST]: async () => {
					emulator.clearRequests();
					const ms = await best(stage);
					return { time: ms, succeeded: ITEMS, requests: emulator.requests().length };
				},
			},
			ROUNDS,
		);
		return {
			measures: [
				{ name: 'Succeeded', unit: 'items', figures: succeeded },
				{ name: 'Sent', unit: 'requests', figures: requests },
				{ name: 'Time of the node', unit: 'ms', figures: time },
			],
			targets: [
				{ what: 'Items that succeeded', value: median(succeeded, OURS), unit: 'items', atLeast: ITEMS },
				{
					what: 'Requests for each item',
					value: median(requests, OURS) / ITEMS,
					unit: '×',
					atMost: 1.1,
				},
				{ what: 'Time, of the optimum', value: ratio(time, OURS, BEST), unit: '×', atMost: 1.2 },
			],
		};
	},
};

/** Lets as many requests go in each second of the clock, which is the server's, as that allows. */
async function best(stage: Stage): Promise<number> {
	const { emulator } = stage;
	const { latencyMs } = emulator.settings;
	const url = executeUrl(stage);
	let [second, count] = [0, 0];
	const mayGo = async (): Promise<void> => {
		for (;;) {
			// The server counts a request when it has slept.
			const counted = Date.now() + latencyMs + 5;
			const current = Math.floor(counted / 1000);
			if (current > second) [second, count] = [current, 0];
			const left = (current + 1) * 1000 - counted;
			if (count < PER_SECOND && left > AT_THE_BORDER_MS) break;
			await sleep(left + 1);
		}
		count += 1;
	};
	const body = { input: people(1)[0], sync: true };
	const ms = await bareBatch(emulator, Array<string>(ITEMS).fill(url), 10, { body, mayGo });
	await sleep(1000);
	return ms;
}
