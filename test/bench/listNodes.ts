import type { Execution, Unplaced } from '../host';
import { itemsOf } from '../host';
import type { Stage } from '../load/stage';
import { httpRequest, measuredAgent, timed } from './workflows';

/** Makes an item of each row. */
export const splitRows: Unplaced = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'data', options: {} },
};

/** Lists all rows with the Agent node. */
export const getAll = (stage: Pick<Stage, 'credentials'>, simplify = false): Unplaced =>
	measuredAgent(stage, { operation: 'getAll', returnAll: true, simplify, filters: {} });

/** Reads all pages with the HTTP Request node. */
export const paginated = (stage: Pick<Stage, 'credentials'>, baseUrl: string): Unplaced =>
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

/** Runs nodes that give so many rows, as `timed` does. @throws Error when others came */
export async function timedRows(
	stage: Stage,
	nodes: Unplaced[],
	rows: number,
): Promise<{ ms: number; execution: Execution }> {
	const run = await timed(stage, [{}], nodes);
	const came = itemsOf(run.execution, nodes.at(-1)?.name ?? '').length;
	if (came !== rows) throw new Error(`${came} of ${rows} rows came`);
	return run;
}
