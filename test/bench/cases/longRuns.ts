import type { INodeParameters } from 'n8n-workflow';

import type { Stage } from '../../load/stage';
import { bareBatch } from '../bareClient';
import type { BenchCase } from '../result';
import { interleaved, ratio } from '../rounds';
import { executeAgent, executeUrl, postExecute, timed, topics } from '../workflows';

const ITEMS = 200;
const RUN_MS = 2000;
const FEWER_ITEMS = 100;
const SHORTER_RUN_MS = 1000;
const ROUNDS = 2;
/** How many calls stand for all of the loop: they do not know of one another. */
const LOOPED = 3;
const OURS = 'PromptRails Agent, default';
const OURS_100 = 'PromptRails Agent, 100 in flight';
const PEER = 'HTTP Request node';
const LOOP = 'One after another, without n8n';

/** Case 1b. */
export const longRuns: BenchCase = {
	number: '1b',
	title: 'A batch of runs that take seconds',
	about:
		`${ITEMS} runs of ${RUN_MS / 1000} s each, as agents take them, and ${FEWER_ITEMS} runs of ${SHORTER_RUN_MS / 1000} s. By default the node ` +
		'starts with ten, and each run that succeeds allows 1.6 more; the HTTP Request node starts all at once, whatever the ' +
		`server says to that. The loop is calculated from ${LOOPED} calls.`,
	peers: [PEER, LOOP],
	run: async (stage) => {
		const { settings } = stage.emulator;
		const ours = (items: number, options: INodeParameters) => async () => {
			stage.emulator.clearRequests();
			return { time: (await timed(stage, topics(items), [executeAgent(stage, options, 'slow')])).ms };
		};
		const all = { itemsInFlight: 100 };
		settings.longRunMs = RUN_MS;
		const { time } = await interleaved(
			{
				[OURS]: ours(ITEMS, {}),
				[OURS_100]: ours(ITEMS, all),
				[PEER]: async () => ({ time: (await timed(stage, topics(ITEMS), [postExecute(stage, 'slow')])).ms }),
				[LOOP]: async () => ({ time: await loop(stage) }),
			},
			ROUNDS,
			0,
		);
		settings.longRunMs = SHORTER_RUN_MS;
		const shorter = await interleaved(
			{ [OURS]: ours(FEWER_ITEMS, {}), [OURS_100]: ours(FEWER_ITEMS, all) },
			ROUNDS,
			0,
		);
		return {
			measures: [
				{ name: `Time of ${ITEMS} runs of ${RUN_MS / 1000} s`, unit: 'ms', figures: time },
				{
					name: `Time of ${FEWER_ITEMS} runs of ${SHORTER_RUN_MS / 1000} s`,
					unit: 'ms',
					figures: shorter.time,
				},
			],
			targets: [
				{
					what: 'Time by default, of the HTTP Request node’s',
					value: ratio(time, OURS, PEER),
					unit: '×',
					atMost: 4,
				},
				{
					what: `Time of ${FEWER_ITEMS} runs by default, of all at once`,
					value: ratio(shorter.time, OURS, OURS_100),
					unit: '×',
					atMost: 3,
				},
			],
		};
	},
};

async function loop(stage: Stage): Promise<number> {
	const urls = Array<string>(LOOPED).fill(executeUrl(stage, 'slow'));
	return (
		((await bareBatch(stage.emulator, urls, 1, { body: { input: topics(1)[0], sync: true } })) / LOOPED) *
		ITEMS
	);
}
