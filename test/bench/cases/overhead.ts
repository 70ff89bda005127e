import { byId } from '../../locator';
import { bareBatch } from '../bareClient';
import type { BenchCase } from '../result';
import { interleaved, ratio } from '../rounds';
import { engineTime, httpRequest, measuredAgent, people, timed } from '../workflows';

const ITEMS = 1000;
const ROUNDS = 7;
const OURS = 'PromptRails Agent, default';
const PEER = 'HTTP Request node';
const IN_PROCESS = 'PromptRails Agent in n8n’s engine';
const BARE = 'Bare axios, ten in flight';

/** Case 3. */
export const overhead: BenchCase = {
	number: '3',
	title: 'Overhead per item',
	about:
		`${ITEMS} items that each read an agent, from a server that answers at once: what is left is the work for an item. ` +
		'In a real n8n beside the HTTP Request node, and in n8n’s engine in one process with the server beside bare axios.',
	peers: [PEER, BARE],
	run: async (stage) => {
		const { emulator } = stage;
		const { url: baseUrl, ids } = emulator;
		const url = `${baseUrl}/api/v1/agents/${ids.agents.support}`;
		const items = people(ITEMS);
		const parameters = { operation: 'get', agentId: byId(ids.agents.support) };
		const perItem = (ms: number) => {
			emulator.clearRequests();
			return { time: ms / ITEMS };
		};
		const { time } = await interleaved(
			{
				[OURS]: async () => perItem((await timed(stage, items, [measuredAgent(stage, parameters)])).ms),
				[PEER]: async () => perItem((await timed(stage, items, [httpRequest(stage, { url })])).ms),
			},
			ROUNDS,
		);
		const node = { type: 'promptRailsAgent', parameters: { resource: 'agent', ...parameters } };
		const bare = await interleaved(
			{
				[IN_PROCESS]: async () => perItem(await engineTime(emulator, items, node)),
				[BARE]: async () => perItem(await bareBatch(emulator, Array<string>(ITEMS).fill(url), 10)),
			},
			ROUNDS,
		);
		return {
			measures: [
				{ name: 'In n8n', unit: 'ms an item', figures: time },
				{ name: 'In one process with the server', unit: 'ms an item', figures: bare.time },
			],
			targets: [
				{ what: 'Time, of the HTTP Request node’s', value: ratio(time, OURS, PEER), unit: '×', atMost: 1 },
			],
		};
	},
};
