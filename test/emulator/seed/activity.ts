import type { Context } from '../context';
import type { JsonObject } from '../core/schema';
import type { Run } from '../engine/runs';
import { agentIds } from './agents';

/** Plants runs of the last days: finished, failed, waiting for approval and approved. */
export function plantActivity(context: Context, next: () => Date) {
	const run = (agentId: string, input: JsonObject, sessionId?: string): Run => {
		const agent = context.store.agents.get(agentId)!;
		const version = context.store.currentAgentVersion(agentId)!;
		return context.runs.start({ agent, version, input, sessionId, at: next() });
	};

	const answered = run(agentIds.support, { name: 'Ada', question: 'Where is my order?' }, 'seed-session');
	const followUp = run(
		agentIds.support,
		{ name: 'Ada', question: 'Can I change the address?' },
		'seed-session',
	);
	const failed = run(agentIds.flaky, { fail: true });
	const approved = run(agentIds.refund, { order_id: 'A-1000', amount: 12 });
	const approvedApproval = approvalOf(context, approved);
	context.runs.decide(approvedApproval, 'approved', 'small amount');
	const waiting = run(agentIds.refund, { order_id: 'A-1001', amount: 249.9 });

	return {
		executions: {
			completed: answered.execution.id,
			followUp: followUp.execution.id,
			failed: failed.execution.id,
			approved: approved.execution.id,
			awaitingApproval: waiting.execution.id,
		},
		approvals: { approved: approvedApproval.id, pending: approvalOf(context, waiting).id },
		traces: { completed: answered.execution.trace_id!, failed: failed.execution.trace_id! },
	};
}

function approvalOf({ store }: Context, { execution }: Run) {
	return store.approvals.where((one) => one.execution_id === execution.id)[0];
}
