import type { ChatModel, GenerateResult, Message, StreamChunk, TokenUsage } from '@n8n/ai-node-sdk';
import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../shared/execution/answerText';
import { type ChunkSink, noChunks } from '../shared/execution/chunks';
import { completeRun } from '../shared/execution/completeRun';
import { byPolling, byStream } from '../shared/execution/follow';
import { executionIdOf } from '../shared/execution/result';
import type { Follow, Run, RunContext } from '../shared/execution/run';
import { startedRun } from '../shared/execution/startedRun';
import { runState } from '../shared/execution/status';
import { RunFailedError, ValidationError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/values';
import { DeltaQueue } from './deltaQueue';
import type { ModelCalls } from './modelCalls';
import { type Scope, transcript } from './transcript';
import { pathWith } from '../shared/transport/http/path';

/** Which agent answers, and how. */
export interface ModelSettings {
	agentId: string;
	/** The input field of the agent that takes the text. */
	inputField: string;
	/** The other input fields, the same for every message. */
	furtherInput: IDataObject;
	scope: Scope;
	/** Longest wait for an answer, in ms. */
	timeoutMs: number;
	/** Longest silence of a stream, in ms. */
	idleMs: number;
}

/** A PromptRails agent as the model of n8n's AI nodes: each call is one run of the agent. */
export class AgentModel implements ChatModel {
	readonly provider = 'promptrails';
	readonly modelId: string;

	/**
	 * @param calls what was called in this run of the node that uses the model
	 * @param toNodeError turns a failure into what n8n shows
	 */
	constructor(
		private readonly context: Pick<RunContext, 'client' | 'host'>,
		private readonly settings: ModelSettings,
		private readonly calls: ModelCalls<IDataObject>,
		private readonly toNodeError: (error: unknown) => Error,
	) {
		this.modelId = settings.agentId;
	}

	async generate(messages: Message[]): Promise<GenerateResult> {
		const run = await this.run(messages, noChunks, byPolling, true);
		const { trace_id: traceId = null, cost = null } = run;
		return {
			id: executionIdOf(run),
			finishReason: 'stop',
			usage: usageOf(run.token_usage),
			message: { role: 'assistant', content: [{ type: 'text', text: textOf(run.output) }] },
			providerMetadata: { execution_id: executionIdOf(run), trace_id: traceId, cost },
		};
	}

	async *stream(messages: Message[]): AsyncIterable<StreamChunk> {
		const queue = new DeltaQueue();
		const { idleMs } = this.settings;
		const follow = byStream({ idleMs, showProgress: false, includeEvents: false, returnSteps: false });
		const running = this.run(messages, queue.chunks, follow, false).finally(() => queue.end());
		// It is awaited below; until then nobody listens.
		running.catch(() => {});
		let hasText = false;
		for await (const delta of queue.deltas()) {
			hasText = true;
			yield { type: 'text-delta', delta };
		}
		const run = await running;
		const text = textOf(run.output);
		// An answer that was given before comes in one piece.
		if (!hasText && text !== '') yield { type: 'text-delta', delta: text };
		yield { type: 'finish', finishReason: 'stop', usage: usageOf(run.token_usage) };
	}

	withTools(tools: unknown[]): ChatModel {
		if (tools.length === 0) return this;
		throw this.toNodeError(
			new ValidationError({
				message: 'A PromptRails agent cannot use tools of n8n',
				hint: 'Remove the tools from this AI Agent and give them to the agent in PromptRails. Or use another chat model, and connect PromptRails Agent as a tool.',
			}),
		);
	}

	/** @param sync whether the answer to the start is the answer of the agent */
	private async run(
		messages: Message[],
		chunks: ChunkSink,
		follow: Follow,
		sync: boolean,
	): Promise<IDataObject> {
		const { agentId, inputField, furtherInput, scope, timeoutMs } = this.settings;
		const input = { ...furtherInput, [inputField]: transcript(messages, scope) };
		const context: RunContext = { ...this.context, chunks, deadline: Date.now() + timeoutMs };
		const work = async (started: () => void): Promise<IDataObject> => {
			const start = async (): Promise<Run> => await this.start(input, sync, started);
			return answered(await completeRun(context, start, follow));
		};
		return await this.calls.run([agentId, input], work).catch((error: unknown) => {
			throw this.toNodeError(error);
		});
	}

	private async start(input: IDataObject, sync: boolean, started: () => void): Promise<Run> {
		const { agentId, timeoutMs } = this.settings;
		const answer = await this.context.client
			.data({
				method: 'POST',
				...pathWith('/api/v1/agents/{agentId}/execute', { agentId }),
				body: { input, sync },
				timeoutMs: sync ? timeoutMs : undefined,
			})
			.catch((error: unknown) => {
				if (isObject(error) && error.outcomeUnknown === true) started();
				throw error;
			});
		started();
		return startedRun(answer, 'the executions of the agent');
	}
}

/** @throws RunFailedError when the run waits for an approval: who uses a model cannot wait for days */
function answered(run: IDataObject): IDataObject {
	if (runState(run.status) !== 'awaitingApproval') return run;
	const executionId = executionIdOf(run);
	const approvalId = isObject(run.approval) ? run.approval.id : undefined;
	throw new RunFailedError({
		message: 'The agent paused for approval, which a chat model cannot wait for',
		hint: `Decide the approval in PromptRails. To wait for decisions, use PromptRails Agent with PromptRails Approval instead.`,
		code: 'awaiting_approval',
		details: { execution_id: executionId, approval_id: approvalId ?? null },
	});
}

function usageOf(usage: unknown): TokenUsage | undefined {
	if (!isObject(usage)) return undefined;
	const count = (value: unknown): number => (typeof value === 'number' ? value : 0);
	const [promptTokens, completionTokens] = [count(usage.prompt_tokens), count(usage.completion_tokens)];
	const totalTokens = count(usage.total_tokens) || promptTokens + completionTokens;
	return totalTokens === 0 ? undefined : { promptTokens, completionTokens, totalTokens };
}
