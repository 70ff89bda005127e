import type { IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';
import type { Execution } from './types';

function lastRun(execution: Execution, node: string): ITaskData {
	const run = execution.data.resultData.runData[node]?.at(-1);
	if (!run) throw new Error(`Node "${node}" did not run in execution ${execution.id} (${execution.status})`);
	return run;
}

/** Items that left a node by one of its outputs, in its last run. */
export function itemsOf(
	execution: Execution,
	node: string,
	output = 0,
	connection = 'main',
): INodeExecutionData[] {
	return lastRun(execution, node).data?.[connection]?.[output] ?? [];
}

/** The `json` part of those items. */
export function jsonOf(execution: Execution, node: string, output = 0, connection = 'main'): IDataObject[] {
	return itemsOf(execution, node, output, connection).map((item) => item.json);
}

/** What ended an execution, or undefined. */
export function errorOf(execution: Execution): { message: string; description?: string | null } | undefined {
	return execution.data.resultData.error;
}
