import { decisionOf } from '../../execution/status';
import { type Row } from '../../values';

/** The approval that an execution of the second generation stands for, in the shape of the first. */
export function approvalOf(run: Row): Row {
	const { input = null, output = null, metadata, error = null } = run;
	const checkpoint = (metadata as Row | null | undefined)?.checkpoint_name;
	const status = decisionOf(run.status);
	// A run that goes on does not say when and why; one that ended with the decision does.
	const hasEnded = status !== 'pending' && status !== 'approved';
	return {
		id: run.id,
		execution_id: run.id,
		workspace_id: run.workspace_id,
		agent_id: run.agent_id,
		checkpoint_name: checkpoint ?? null,
		payload: { input, output },
		status,
		execution_status: run.status,
		metadata: metadata ?? null,
		reason: hasEnded ? error : null,
		decided_by: null,
		decided_at: hasEnded ? (run.completed_at ?? null) : null,
		expires_at: run.approval_expires_at ?? null,
		created_at: run.created_at,
	};
}

/** The cost summary inside a trace summary; it has no days. */
export function costSummaryOf(summary: Row): Row {
	const { total_cost, total_tokens, total_traces } = summary;
	return { total_cost, total_executions: total_traces, total_tokens, ...summary };
}
