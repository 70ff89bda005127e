import type { Unplaced } from '../../host';
import type { Stage } from '../../load/stage';
import { peakMemory } from '../../support/memory';
import type { BenchCase, Outcome } from '../result';
import { interleaved, median, ratio } from '../rounds';
import { bareLoop, startRowServer } from '../rowServer';
import { getAll, paginated, splitRows, timedRows } from '../listNodes';

const ROWS = 50_000;
const FEW_ROWS = 5_000;
const ROUNDS = 3;
const OURS = 'PromptRails Agent, Return All';
const SIMPLIFIED = '… with Simplify';
const OURS_FEW = `… ${FEW_ROWS} rows`;
const PEER = 'HTTP Request with pagination, and Split Out';
const LOOP = 'Bare loop, without n8n';

/** Case 4. */
export const returnAll: BenchCase = {
	number: '4',
	title: 'Return All over 50,000 rows',
	about:
		`Lists ${ROWS} rows in pages of 100, each row an item. The peer needs a Split Out node for that. The memory is the ` +
		'most that n8n had beyond what it had before, saving the execution included.',
	peers: [PEER, LOOP],
	run: async (stage) => {
		const [many, few] = await Promise.all([startRowServer(ROWS), startRowServer(FEW_ROWS)]);
		try {
			return await measure(stage, many.url, few.url);
		} finally {
			many.close();
			few.close();
		}
	},
};

async function measure(stage: Stage, many: string, few: string): Promise<Outcome> {
	const [manyRows, fewRows] = [many, few].map((url) => stage.credentialsFor(url));
	const [ofMany, ofFew] = [{ credentials: await manyRows }, { credentials: await fewRows }];
	const run = (rows: number, nodes: Unplaced[]) => async () => {
		const peak = await peakMemory(stage.host);
		const { ms } = await timedRows(stage, nodes, rows);
		return { time: ms, memory: peak() };
	};
	const { time, memory } = await interleaved(
		{
			[OURS]: run(ROWS, [getAll(ofMany)]),
			[PEER]: run(ROWS, [paginated(ofMany, many), splitRows]),
			[SIMPLIFIED]: run(ROWS, [getAll(ofMany, true)]),
			[OURS_FEW]: run(FEW_ROWS, [getAll(ofFew)]),
		},
		ROUNDS,
	);
	const bare = await interleaved({ [LOOP]: async () => ({ time: await bareLoop(many, ROWS) }) }, ROUNDS);
	return {
		measures: [
			{ name: 'Time of the nodes', unit: 'ms', figures: [...time, ...bare.time] },
			{ name: 'Peak memory of n8n', unit: 'MB', figures: memory },
		],
		targets: [
			{ what: 'Time, of the HTTP Request node’s', value: ratio(time, OURS, PEER), unit: '×', atMost: 1 },
			{
				what: 'Peak memory, of the HTTP Request node’s',
				value: ratio(memory, OURS, PEER),
				unit: '×',
				atMost: 1,
			},
			{
				what: 'Time a row over 50,000 rows, of that over 5,000',
				value: median(time, OURS) / ROWS / (median(time, OURS_FEW) / FEW_ROWS),
				unit: '×',
				atMost: 1.2,
			},
		],
	};
}
