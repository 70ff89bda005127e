import type { Clock } from '../core/clock';
import type { JsonObject } from '../core/schema';
import type { Agent, AgentVersion, Approval, Execution, ExecutionStatus } from '../store/rows';
import type { Store } from '../store/store';
import type { Settings } from '../settings';
import { costOf, countTokens, modelOf, NO_TOKENS, planOutcome, type Outcome } from './outcome';
import { recordSpans } from './spans';

/** What a run starts from. */
export interface RunRequest {
	agent: Agent;
	version: AgentVersion;
	input: JsonObject;
	/** What the server adds to the input that is kept, unseen by the agent. */
	added?: JsonObject;
	sessionId?: string;
	userId?: string;
	metadata?: JsonObject;
	/** How long it takes; 0 ends it at once. */
	durationMs?: number;
	/** When it started, for runs of the past. */
	at?: Date;
	/** When it ended, for runs of the past. */
	endsAt?: Date;
	/** How it ends, if not as the input says. */
	outcome?: Outcome;
	/** The runs above this one, from the one that was asked for. */
	ancestors?: Execution[];
}

/** A run under way or ended. */
export interface Run {
	request: RunRequest;
	execution: Execution;
	outcome: Outcome;
	/** Resolves when the run ended or paused. */
	settled: Promise<Execution>;
	/** Resolves when the run was cancelled. */
	cancelled: Promise<void>;
	/** When it was started, on the clock of `performance`. */
	beganAt: number;
}

interface LiveRun extends Run {
	settle: () => void;
	markCancelled: () => void;
}

const UNFINISHED: ExecutionStatus[] = ['running', 'awaiting_approval', 'cancel_requested'];
const CANCEL_MS = 50;
const SEEDED_RUN_MS = 850;
// A longer timer would fire at once.
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How deep sub-agents run unless the version's budget says otherwise. */
const MAX_DEPTH = 3;

/** Runs agents: from the request over a pause for approval to the end. */
export class Runs {
	private runs = new Map<string, LiveRun>();

	/** Hears of every run that pauses. */
	onPause: (approval: Approval) => void = () => {};

	constructor(
		private readonly store: Store,
		private readonly clock: Clock,
		private readonly settings: Settings,
	) {}

	get(executionId: string): Run | undefined {
		return this.runs.get(executionId);
	}

	/** Starts a run; one without a duration has ended when this returns. */
	start(request: RunRequest): Run {
		const { agent, version, input } = request;
		const outcome = request.outcome ?? planOutcome(agent, version, input, this.scripted(request));
		const execution = this.store.executions.insert(this.newExecution(request));
		const run = liveRun(request, execution, outcome);
		this.runs.set(execution.id, run);
		this.startSubAgents(run);
		if (request.durationMs) this.clock.later(request.durationMs, () => this.reachEnd(run));
		else this.reachEnd(run);
		return run;
	}

	private scripted({ agent, input, sessionId }: RunRequest): string | undefined {
		const { answer } = this.settings;
		if (!answer) return undefined;
		const said = this.store.chatMessages.where(
			({ session_id, role }) => session_id === sessionId && role === 'user',
		);
		return answer({ who: agent.name, input, before: said.map(({ content }) => content).reverse() });
	}

	/** Ends a running or paused run early; false when it has ended already. */
	cancel(execution: Execution): boolean {
		const run = this.runs.get(execution.id);
		if (!run || !UNFINISHED.includes(execution.status)) return false;
		this.end(run, { status: 'cancelled' });
		run.markCancelled();
		return true;
	}

	/** Fails a run, whatever has become of it. */
	fail(execution: Execution, error = 'the model provider hung up'): void {
		const run = this.runs.get(execution.id);
		if (run) this.end(run, { status: 'failed', output: null, error });
	}

	/** Has a running or paused run cancelled soon; false when it has ended already. */
	requestCancel(execution: Execution): boolean {
		if (!this.runs.has(execution.id) || !UNFINISHED.includes(execution.status)) return false;
		this.store.executions.update(execution, { status: 'cancel_requested' });
		this.clock.later(CANCEL_MS, () => this.cancel(execution));
		return true;
	}

	/** Lets a paused run go on or refuses it. */
	decide(
		approval: Approval,
		decision: 'approved' | 'rejected',
		reason: string | null,
		at = this.store.now(),
	): void {
		const decided = { decided_by: this.store.userId, decided_at: at.toISOString() };
		this.store.approvals.update(approval, { status: decision, reason, ...decided });
		const run = this.runs.get(approval.execution_id);
		if (run?.outcome.kind !== 'approval' || run.execution.status !== 'awaiting_approval') return;
		if (decision === 'approved') this.end(run, { status: 'completed', output: run.outcome.output }, at);
		else this.end(run, { status: 'rejected', error: reason ?? 'approval rejected' }, at);
	}

	/** Lets a pending approval expire, in the way of the settings. */
	expire(approval: Approval): void {
		const { expiredStatus, expiredExecution } = this.settings;
		if (approval.status !== 'pending' || expiredStatus === 'pending') return;
		this.store.approvals.update(approval, { status: 'expired' });
		const run = this.runs.get(approval.execution_id);
		if (run?.execution.status === 'awaiting_approval' && expiredExecution === 'failed')
			this.end(run, { status: 'failed', error: 'approval expired' });
	}

	/** Ends everything that is under way, so that nobody waits for ever. */
	clear(): void {
		for (const run of this.runs.values()) this.cancel(run.execution);
		this.runs.clear();
	}

	/** Every sub-agent of a version gets the input of the run, which is what keeps the tree foreseeable. */
	private startSubAgents({ request, execution }: Run): void {
		const { version, ancestors = [] } = request;
		if (ancestors.length >= Number(version.run_budget?.max_depth ?? MAX_DEPTH)) return;
		for (const { agent_id } of version.sub_agents ?? []) {
			const [agent, own] = [this.store.agents.get(agent_id), this.store.currentAgentVersion(agent_id)];
			if (agent && own)
				this.start({
					...request,
					agent,
					version: own,
					outcome: undefined,
					ancestors: [...ancestors, execution],
				});
		}
	}

	private newExecution(request: RunRequest): Execution {
		const { agent, version, input, added, sessionId, userId, metadata, at, ancestors } = request;
		const parent = ancestors?.at(-1);
		const stamp = this.store.stamp(at);
		return {
			...stamp,
			agent_id: agent.id,
			agent_version_id: version.id,
			workspace_id: agent.workspace_id,
			user_id: userId ?? '',
			session_id: sessionId ?? '',
			status: 'running',
			input: { ...input, ...added },
			output: null,
			error: '',
			metadata: this.settings.oddities.has('ignoredRunMetadata') ? {} : (metadata ?? {}),
			token_usage: NO_TOKENS,
			cost: 0,
			duration_ms: null,
			trace_id: this.store.ids.next(),
			started_at: stamp.created_at,
			completed_at: null,
			...(parent && { parent_execution_id: parent.id }),
		};
	}

	private reachEnd(run: LiveRun): void {
		const { execution, outcome, request } = run;
		if (execution.status !== 'running') return;
		const past = request.at && new Date(request.at.getTime() + SEEDED_RUN_MS);
		const at = request.endsAt ?? past ?? this.store.now();
		if (outcome.kind === 'approval') this.pause(run, outcome.checkpoint, outcome.output);
		else if (outcome.kind === 'failed') this.end(run, { status: 'failed', error: outcome.error }, at);
		else this.end(run, { status: 'completed', output: outcome.output }, at);
	}

	private pause(run: LiveRun, checkpoint: string, output: JsonObject): void {
		const { execution } = run;
		const stamp = this.store.stamp(run.request.at);
		const ttlMs = this.settings.approvalTtlMs;
		const approval = this.store.approvals.insert({
			...stamp,
			execution_id: execution.id,
			workspace_id: execution.workspace_id,
			agent_id: execution.agent_id,
			checkpoint_name: checkpoint,
			payload: { agent_name: run.request.agent.name, input: execution.input, output },
			status: 'pending',
			reason: null,
			decided_by: null,
			decided_at: null,
			expires_at: new Date(this.store.now().getTime() + ttlMs).toISOString(),
		});
		this.store.executions.update(execution, { status: 'awaiting_approval' });
		if (ttlMs <= MAX_TIMER_MS) this.clock.later(ttlMs, () => this.expire(approval));
		run.settle();
		this.onPause(approval);
	}

	private end(run: LiveRun, result: Partial<Execution>, at = this.store.now()): void {
		const { execution, request } = run;
		const started = Date.parse(execution.created_at);
		const ended = Math.max(at.getTime(), started + 1);
		const usage = countTokens(JSON.stringify(execution.input), JSON.stringify(result.output ?? ''));
		const model = modelOf(this.store, request.version);
		this.store.executions.update(execution, {
			...result,
			token_usage: usage,
			cost: costOf(usage, model),
			duration_ms: ended - started,
			completed_at: new Date(ended).toISOString(),
		});
		recordSpans(this.store, request.agent, execution, model);
		run.settle();
	}
}

function liveRun(request: RunRequest, execution: Execution, outcome: Outcome): LiveRun {
	let settle = () => {};
	let markCancelled = () => {};
	const settled = new Promise<Execution>((resolve) => {
		settle = () => resolve(execution);
	});
	const cancelled = new Promise<void>((resolve) => {
		markCancelled = resolve;
	});
	return {
		request,
		execution,
		outcome,
		settled,
		settle,
		cancelled,
		markCancelled,
		beganAt: performance.now(),
	};
}
