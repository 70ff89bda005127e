import { approvalResource } from '../Approval/resources/approval';
import { executionResource } from '../Execution/resources/execution';
import { scoreResource } from '../Score/resources/score';
import { statusesOfRuns } from '../shared/execution/status';
import type { Resource, Simplify } from '../shared/operation/model/types';

/** A filter of the trigger, by the name of its parameter. */
export type FilterName = 'agentId' | 'checkpointName' | 'status' | 'name';

/** One kind of event, and how it shows in a list of PromptRails. */
export interface EventRow {
	name: string;
	description: string;
	/** The list that is polled, newest row first. */
	path: string;
	/** Where one row of it is read. */
	rowPath: string;
	/** The filters that the event has, and which of them the server applies, by which query parameter. */
	filters: FilterName[];
	query: Partial<Record<FilterName, string>>;
	/**
	 * The statuses with which the event happens to a row; without them it happens when the row appears.
	 * A status that none of these rows knows leaves the row open.
	 */
	statuses?: string[];
	/** The statuses with which the event can no longer happen, beside those above. */
	otherEnds?: string[];
	/** The statuses under which the server lists the rows that are still open. */
	openStatuses?: string[];
	/** The field with the time at which it happened; `created_at` where it is missing. */
	timeField: string;
	/** How Simplify shortens a row. */
	simplify: Simplify;
}

const APPROVALS = { path: '/api/v1/approvals', rowPath: '/api/v1/approvals/{id}', query: {} };
/** The statuses of runs that have ended. */
const ENDED = statusesOfRuns('finished', 'rejected', 'failed');
const EXECUTIONS = {
	path: '/api/v1/executions',
	rowPath: '/api/v1/executions/{id}',
	filters: ['agentId', 'status'] satisfies FilterName[],
	query: { agentId: 'agent_id' },
	openStatuses: statusesOfRuns('open', 'awaitingApproval'),
	timeField: 'completed_at',
	simplify: simplifyOf(executionResource),
};

/** Every event of the trigger, by its internal name, which is public. */
export const EVENTS: Record<string, EventRow> = {
	approvalDecided: {
		...APPROVALS,
		name: 'Approval Decided',
		description: 'A human approved or rejected what a run asked for, or nobody did in time',
		filters: ['agentId', 'checkpointName', 'status'],
		statuses: ['approved', 'rejected', 'expired'],
		// In the second generation of the API the run itself is the approval. One that failed says nothing about a decision.
		otherEnds: ['cancelled', 'failed'],
		openStatuses: ['pending'],
		timeField: 'decided_at',
		simplify: simplifyOf(approvalResource),
	},
	approvalRequested: {
		...APPROVALS,
		name: 'Approval Requested',
		description: 'A run paused and asks for a human decision',
		filters: ['agentId', 'checkpointName'],
		timeField: 'created_at',
		simplify: simplifyOf(approvalResource),
	},
	executionFailed: {
		...EXECUTIONS,
		name: 'Execution Failed',
		description: 'A run ended without a result: it failed or was cancelled',
		statuses: ['failed', 'cancelled'],
		otherEnds: ENDED,
	},
	executionFinished: {
		...EXECUTIONS,
		name: 'Execution Finished',
		description: 'A run ended, whatever the outcome',
		statuses: ENDED,
	},
	scoreCreated: {
		path: '/api/v1/scores',
		rowPath: '/api/v1/scores/{id}',
		name: 'Score Created',
		description: 'A person, a program or a model scored an answer',
		filters: ['name'],
		query: { name: 'name' },
		timeField: 'created_at',
		simplify: simplifyOf(scoreResource),
	},
};

/** Rows look as the Get operation of their own node shows them. */
function simplifyOf({ operations }: Resource): Simplify {
	return operations.find(({ value }) => value === 'get')?.simplify ?? ((row) => row);
}
