import type { Unplaced } from '../../host';
import type { BenchCase } from '../result';
import { interleaved, ratio } from '../rounds';
import { bareLoop, startRowServer } from '../rowServer';
import { getAll, paginated, splitRows, timedRows } from '../listNodes';

const ROWS = 20_000;
const LATENCY_MS = 100;
const ROUNDS = 2;
const OURS = 'PromptRails Agent, Return All';
const PEER = 'HTTP Request with pagination, and Split Out';
const LOOP = 'Bare loop, without n8n';

/** Case 4b. */
export const distantList: BenchCase = {
	number: '4b',
	title: 'Return All from a server that is far away',
	about: `Lists ${ROWS} rows in pages of 100, each of which takes ${LATENCY_MS} ms.`,
	peers: [PEER, LOOP],
	run: async (stage) => {
		const server = await startRowServer(ROWS, LATENCY_MS);
		try {
			const credentials = await stage.credentialsFor(server.url);
			const node = (nodes: Unplaced[]) => async () => ({ time: (await timedRows(stage, nodes, ROWS)).ms });
			const { time } = await interleaved(
				{
					[OURS]: node([getAll({ credentials })]),
					[PEER]: node([paginated({ credentials }, server.url), splitRows]),
					[LOOP]: async () => ({ time: await bareLoop(server.url, ROWS) }),
				},
				ROUNDS,
				0,
			);
			return {
				measures: [{ name: 'Time of the nodes', unit: 'ms', figures: time }],
				targets: [{ what: 'Time, of a loop’s', value: ratio(time, OURS, LOOP), unit: '×', atMost: 0.2 }],
			};
		} finally {
			server.close();
		}
	},
};
