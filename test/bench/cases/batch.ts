import type { Unplaced } from '../../host';
import type { Stage } from '../../load/stage';
import { bareBatch } from '../bareClient';
import type { BenchCase } from '../result';
import { interleaved, ratio } from '../rounds';
import { executeAgent, executeUrl, people, postExecute, timed } from '../workflows';

const ITEMS = 200;
const ROUNDS = 5;
const OURS = 'PromptRails Agent, default';
const OURS_100 = 'PromptRails Agent, 100 in flight';
const PEER = 'HTTP Request node';
const LOOP = 'One after another, without n8n';

/** Case 1. */
export const batch: BenchCase = {
	number: '1',
	title: 'A batch of agent runs',
	about: `${ITEMS} agent executes on a server that answers after 100 ms. The loop makes the same calls one after another, as most nodes of vendors do.`,
	peers: [PEER, LOOP],
	run: async (stage) => {
		stage.emulator.settings.latencyMs = 100;
		const node = (shape: Unplaced) => async () => {
			stage.emulator.clearRequests();
			return { time: (await timed(stage, people(ITEMS), [shape])).ms };
		};
		const { time } = await interleaved(
			{
				[OURS]: node(executeAgent(stage)),
				[OURS_100]: node(executeAgent(stage, { itemsInFlight: 100 })),
				[PEER]: node(postExecute(stage)),
				[LOOP]: async () => ({ time: await loop(stage) }),
			},
			ROUNDS,
		);
		return {
			measures: [{ name: 'Time of the node', unit: 'ms', figures: time }],
			targets: [
				{
					what: 'Time at 100 in flight, of the HTTP Request node’s',
					value: ratio(time, OURS_100, PEER),
					unit: '×',
					atMost: 1.1,
				},
				{
					what: 'Time by default, of the HTTP Request node’s',
					value: ratio(time, OURS, PEER),
					unit: '×',
					atMost: 1.1,
				},
				{
					what: 'Default, times as fast as one after another',
					value: ratio(time, LOOP, OURS),
					unit: '×',
					atLeast: 8,
				},
			],
		};
	},
};

/** A tenth of the items, ten times as long: the calls do not know of one another. */
async function loop(stage: Stage): Promise<number> {
	const url = executeUrl(stage);
	const body = { input: people(1)[0], sync: true };
	return (await bareBatch(stage.emulator, Array<string>(ITEMS / 10).fill(url), 1, { body })) * 10;
}
