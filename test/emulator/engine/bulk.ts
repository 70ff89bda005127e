import type { Context } from '../context';
import { badRequest } from '../core/errors';
import type { JsonObject } from '../core/schema';
import { agentIds } from '../seed/agents';
import type { Agent, AgentVersion, Approval, Execution } from '../store/rows';
import type { Score } from '../store/workspaceRows';
import { planOutcome, type Outcome } from './outcome';

/** When many objects are made. */
export interface BulkTimes {
	/** One instant for all of them; otherwise whatever the server's clock says when each is made. */
	sameTimestamp?: boolean;
	/** That instant, instead of now. */
	at?: Date;
}

/** Which approvals to make. */
export interface ApprovalsWanted extends BulkTimes {
	/** Default: the agent that waits for refunds. Any other one pauses as well. */
	agentId?: string;
	/** Default: that of the agent's version. */
	checkpoint?: string;
	input?: JsonObject;
	/** What the run carries, for all of them, or for each by its index from 0. */
	metadata?: JsonObject | ((index: number) => JsonObject);
}

/** Which executions to make. */
export interface ExecutionsWanted extends BulkTimes {
	/** Default: the support agent. */
	agentId?: string;
	status?: 'completed' | 'failed';
	/** How long before their end they were created; makes old rows that end now. */
	durationMs?: number;
	sessionId?: string;
	input?: JsonObject;
	output?: JsonObject;
	error?: string;
}

/** Which scores to make. */
export interface ScoresWanted extends BulkTimes {
	name?: string;
	/** One for all, or one for each by its index from 0. */
	value?: number | ((index: number) => number);
	agentId?: string;
	executionId?: string;
	traceId?: string;
}

const DEFAULT_MS = 1;

/** Makes paused executions and returns the approvals they wait for, oldest first. */
export function requestApprovals(context: Context, count: number, wanted: ApprovalsWanted = {}): Approval[] {
	const { agent, version } = runnable(context, wanted.agentId ?? agentIds.refund);
	return times(context, count, wanted, (index, at) => {
		const input = wanted.input ?? { order_id: `B-${index + 1}`, amount: index + 1 };
		const planned = planOutcome(agent, version, input);
		const output = planned.kind === 'failed' ? {} : planned.output;
		const own = planned.kind === 'approval' ? planned.checkpoint : 'approval';
		const outcome: Outcome = { kind: 'approval', output, checkpoint: wanted.checkpoint ?? own };
		const metadata = typeof wanted.metadata === 'function' ? wanted.metadata(index) : wanted.metadata;
		const { execution } = context.runs.start({ agent, version, input, outcome, metadata, at });
		return context.store.approvals.where((one) => one.execution_id === execution.id)[0];
	});
}

/** Makes ended executions, oldest first. */
export function finishExecutions(
	context: Context,
	count: number,
	wanted: ExecutionsWanted = {},
): Execution[] {
	const { agent, version } = runnable(context, wanted.agentId ?? agentIds.support);
	const {
		status = 'completed',
		durationMs = DEFAULT_MS,
		sessionId,
		error = 'the model refused to answer',
	} = wanted;
	return times(context, count, wanted, (index, endsAt) => {
		const input = wanted.input ?? { name: `Customer ${index + 1}`, question: 'Where is my order?' };
		const planned = planOutcome(agent, version, input);
		const output = wanted.output ?? (planned.kind === 'failed' ? {} : planned.output);
		const outcome: Outcome = status === 'failed' ? { kind: 'failed', error } : { kind: 'completed', output };
		const at = new Date(endsAt.getTime() - durationMs);
		return context.runs.start({ agent, version, input, outcome, sessionId, at, endsAt }).execution;
	});
}

/** Makes numeric scores, oldest first. */
export function createScores(context: Context, count: number, wanted: ScoresWanted = {}): Score[] {
	const { store } = context;
	const { name = 'quality', value = 0.5, agentId = agentIds.support, executionId = null, traceId } = wanted;
	return times(context, count, wanted, (index, at) =>
		store.scores.insert({
			...store.ownedStamp(at),
			trace_id: traceId ?? store.executions.get(executionId ?? '')?.trace_id ?? store.ids.next(),
			span_id: '',
			name,
			value: typeof value === 'function' ? value(index) : value,
			string_value: '',
			bool_value: null,
			data_type: 'numeric',
			source: 'api',
			config_id: null,
			comment: '',
			execution_id: executionId,
			agent_id: agentId,
			created_by: store.userId,
		}),
	);
}

function times<T>(
	{ store }: Context,
	count: number,
	{ sameTimestamp, at }: BulkTimes,
	make: (index: number, at: Date) => T,
): T[] {
	const fixed = at ?? (sameTimestamp ? store.now() : undefined);
	return Array.from({ length: count }, (_, index) => make(index, fixed ?? store.now()));
}

function runnable({ store }: Context, agentId: string): { agent: Agent; version: AgentVersion } {
	const [agent, version] = [store.agents.get(agentId), store.currentAgentVersion(agentId)];
	if (!agent || !version) throw badRequest('agentId', 'is not that of a runnable agent');
	return { agent, version };
}
