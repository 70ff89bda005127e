import { itemsOf, type Unplaced } from '../../host';
import type { Stage } from '../../load/stage';
import { peakMemory } from '../../support/memory';
import type { BenchCase, Outcome } from '../result';
import { interleaved, median, ratio } from '../rounds';
import { startRowServer } from '../rowServer';
import { measuredAgent, httpRequest, timed } from '../workflows';

const ROWS = 50_000;
const FEW_ROWS = 5_000;
const ROUNDS = 3;
const OURS = 'PromptRails Agent, Return All';
const SIMPLIFIED = '… with Simplify';
const OURS_FEW = `… ${FEW_ROWS} rows`;
const PEER = 'HTTP Request with pagination, and Split Out';
const LOOP = 'Bare loop, without n8n';

const splitRows: Unplaced = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'data', options: {} },
};

const getAll = (stage: Pick<Stage, 'credentials'>, simplify = false): Unplaced =>
	measuredAgent(stage, { operation: 'getAll', returnAll: true, simplify, filters: {} });

const paginated = (stage: Pick<Stage, 'credentials'>, baseUrl: string): Unplaced =>
	httpRequest(stage, {
		url: `${baseUrl}/api/v1/agents`,
		sendQuery: true,
		queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }] },
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $response.body.meta.page >= $response.body.meta.total_pages }}',
					limitPagesFetched: false,
				},
			},
		},
	});

/** Case 4. */
export const returnAll: BenchCase = {
	number: 4,
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
		const { ms, execution } = await timed(stage, [{}], nodes);
		const memory = peak();
		const came = itemsOf(execution, nodes.at(-1)?.name ?? '').length;
		if (came !== rows) throw new Error(`${came} of ${rows} rows came`);
		return { time: ms, memory };
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
	const bare = await interleaved({ [LOOP]: async () => ({ time: await bareLoop(many) }) }, ROUNDS);
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

async function bareLoop(url: string): Promise<number> {
	const startedAt = performance.now();
	const rows: unknown[] = [];
	for (let page = 1; rows.length < ROWS; page++) {
		const answer = await fetch(`${url}/api/v1/agents?page=${page}&limit=100`);
		rows.push(...((await answer.json()) as { data: unknown[] }).data);
	}
	return performance.now() - startedAt;
}
