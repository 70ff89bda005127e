import type { IDataObject } from 'n8n-workflow';

import { simplifyRun } from '../shared/execution/result';

const FURTHER_FIELDS = ['input', 'agent_id', 'session_id', 'error', 'created_at'];

/** A run as every node shows it, with what distinguishes the runs of a list. */
export function simplifyExecution(run: IDataObject): IDataObject {
	const further = FURTHER_FIELDS.filter((key) => key in run).map((key) => [key, run[key]]);
	return { ...simplifyRun(run), ...(Object.fromEntries(further) as IDataObject) };
}

/** The same for a run with the runs below it. */
export function simplifyTree(run: IDataObject): IDataObject {
	const children = Array.isArray(run.children) ? (run.children as IDataObject[]) : [];
	return { ...simplifyExecution(run), children: children.map(simplifyTree) };
}
