import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import type { Unplaced } from '../../host';
import { byId } from '../../locator';
import { loadPackage } from '../../support/engine/nodeTypes';
import { answeredAtOnce } from '../answeredAtOnce';
import type { BenchCase } from '../result';
import { interleaved, median, ratio } from '../rounds';
import { engineTime, httpRequest, MEASURED, measuredAgent, people, timed } from '../workflows';

const ITEMS = 1000;
const ROUNDS = 5;
const ROUNDS_ALONE = 15;
const OURS = 'PromptRails Agent';
const PEER = 'HTTP Request node';
const FLOOR = 'Edit Fields node';
const HELPER = 'A node that calls n8n’s request helper alone';

/** Sets one field by an expression, and asks nobody. */
const editFields: Unplaced = {
	name: MEASURED,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		includeOtherFields: true,
		assignments: {
			assignments: [{ id: '1', name: 'asked', type: 'string', value: '={{ $json.question }}' }],
		},
		options: {},
	},
};

const answerOf = async ({ apiKey }: Emulator, url: string): Promise<IDataObject> =>
	(await (await fetch(url, { headers: { 'x-api-key': apiKey } })).json()) as IDataObject;

/** Case 3b. */
export const floor: BenchCase = {
	number: '3b',
	title: 'What of the overhead is n8n’s',
	about:
		`The same ${ITEMS} items as in case 3. In a real n8n beside its Edit Fields node, which sets one field and sends ` +
		'nothing; and in n8n’s engine in one process with the server, beside a node that does no more than to call n8n’s ' +
		'request helper, ten in flight. What is above that is the work of this package (retries, pacing, checks of the ' +
		'parameters, secrets hidden in answers), and that of n8n to hand out a body as it comes instead of as JSON, which ' +
		'keeps answers of any size out of the memory. Last, the processor’s time with n8n’s helper in that engine answering at ' +
		'once, without a network, which leaves the work of this package alone.',
	peers: [PEER, FLOOR, HELPER],
	run: async (stage) => {
		const { emulator } = stage;
		const { url: baseUrl, ids } = emulator;
		const agentId = ids.agents.support;
		const url = `${baseUrl}/api/v1/agents/${agentId}`;
		const items = people(ITEMS);
		const parameters = { operation: 'get', agentId: byId(agentId) };
		const inN8n = (node: Unplaced) => async () => {
			emulator.clearRequests();
			return { time: (await timed(stage, items, [node])).ms / ITEMS };
		};
		const inEngine = (type: string, given: INodeParameters) => async () => {
			emulator.clearRequests();
			return { time: (await engineTime(emulator, items, { type, parameters: given })) / ITEMS };
		};
		const { time } = await interleaved(
			{
				[OURS]: inN8n(measuredAgent(stage, parameters)),
				[PEER]: inN8n(httpRequest(stage, { url })),
				[FLOOR]: inN8n(editFields),
			},
			ROUNDS,
		);
		const engine = await interleaved(
			{
				[OURS]: inEngine('promptRailsAgent', { resource: 'agent', ...parameters }),
				[HELPER]: inEngine('request', { url }),
			},
			ROUNDS,
		);
		const loaded = answeredAtOnce(await loadPackage(), await answerOf(emulator, url));
		const alone = (type: string, given: INodeParameters) => async () => {
			const before = process.cpuUsage();
			await engineTime(emulator, items, { type, parameters: given, loaded });
			const { user, system } = process.cpuUsage(before);
			return { processor: (user + system) / 1000 / ITEMS };
		};
		const { processor } = await interleaved(
			{
				[OURS]: alone('promptRailsAgent', { resource: 'agent', ...parameters }),
				[HELPER]: alone('request', { url }),
			},
			ROUNDS_ALONE,
		);
		return {
			measures: [
				{ name: 'In n8n', unit: 'ms an item', figures: time },
				{ name: 'In one process with the server', unit: 'ms an item', figures: engine.time },
				{ name: 'Processor, without a network', unit: 'ms an item', figures: processor },
			],
			targets: [
				{
					what: 'Above the request helper',
					value: median(engine.time, OURS) - median(engine.time, HELPER),
					unit: 'ms an item',
					atMost: 0.3,
				},
				{
					what: 'Processor’s time of this package alone',
					value: median(processor, OURS) - median(processor, HELPER),
					unit: 'ms an item',
					atMost: 0.2,
				},
				{ what: 'Time, of the HTTP Request node’s', value: ratio(time, OURS, PEER), unit: '×', atMost: 1 },
			],
		};
	},
};
