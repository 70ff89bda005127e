import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type Execution, errorOf, poll, type WorkflowNode } from '../../host';
import { type FakeChatModel, startFakeChatModel } from './fakeChatModel';
import type { Fixture } from './fixture';
import { approvalAbout } from './approvalAbout';
import type { Place } from './place';
import { type ChatAnswer, PublicWorkflow } from './publicWorkflow';
import { begunByChat, callAbout, reviewWorkflow } from './reviewWorkflow';
import { callNode } from './wakeCalls';
import { TRIGGER } from './workflows';

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);
/** n8n looks for due executions once a minute, and a machine may be slow. */
const ENDS_WITHIN_SECONDS = 240;

/** How a review is set up, beside the order that it is about. */
export interface ReviewOptions {
	/** The gate agent; the one that asks about refunds unless given. */
	agentId?: string;
	parameters?: INodeParameters;
	settings?: Partial<WorkflowNode>;
	item?: IDataObject;
	/** The orders that the model calls the tool about: a list is for several calls at a time; the review's own unless given. */
	calls?: Array<string | string[]>;
}

/** One execution of n8n's AI Agent whose tool stands behind the desk. */
export class Review {
	private constructor(
		private readonly fixture: Fixture,
		readonly model: FakeChatModel,
		readonly executionId: string,
	) {}

	static async start(fixture: Fixture, about: string, options: ReviewOptions = {}): Promise<Review> {
		const { client, emulator, credentials } = fixture;
		const { agentId = emulator.ids.agents.refund, calls = [about], ...others } = options;
		const asked = calls.map((one) => (Array.isArray(one) ? one.map(callAbout) : callAbout(one)));
		const model = await startFakeChatModel(...asked);
		const wanted = { about, model, agentId, ...others };
		const workflow = await client.createWorkflow(await reviewWorkflow(client, emulator, credentials, wanted));
		return new Review(fixture, model, await client.startManually(workflow, TRIGGER));
	}

	/** The same, published and called by a chat that answers in a way. @returns what the caller gets, and its execution */
	static async byChat(fixture: Fixture, about: string, answer: ChatAnswer, parameters: INodeParameters = {}) {
		const { client, emulator, credentials } = fixture;
		const model = await startFakeChatModel(callAbout(about));
		const agentId = emulator.ids.agents.refund;
		const definition = await reviewWorkflow(client, emulator, credentials, {
			about,
			model,
			agentId,
			parameters,
		});
		const published = await PublicWorkflow.publish(client, begunByChat(definition, answer));
		// What the caller sends beside its message must not count as a decision.
		const message = { action: 'sendMessage', sessionId: about, chatInput: about, approved: true };
		const response = await published.post(message);
		const said = await response.text();
		const id = await published.latestId();
		return { status: response.status, said, review: new Review(fixture, model, id) };
	}

	/** Waits until people are asked about an order. */
	async approvalOf(order: string) {
		return await approvalAbout(this.fixture.emulator, order);
	}

	/** Decides about an order when people are asked. */
	async decide(order: string, decision: 'approved' | 'rejected', reason?: string): Promise<void> {
		const { emulator } = this.fixture;
		const { id, execution_id, created_at } = await this.approvalOf(order);
		// A server of generation 2 does not show of a run that went on that it had paused.
		if (emulator.generation === 2) await this.hasSeen(execution_id, Date.parse(created_at));
		emulator.decide(id, decision, reason);
	}

	/** Waits until n8n has read a run after a moment, in ms since 1970. */
	private async hasSeen(run: string, moment: number): Promise<void> {
		const { emulator } = this.fixture;
		const reads = () => emulator.requests({ method: 'GET', path: `/api/v1/executions/${run}` });
		const seen = () => reads().some(({ at, status }) => at > moment && status === 200) || undefined;
		await poll(() => Promise.resolve(seen()), {
			what: `n8n reads that run ${run} has paused`,
			timeoutSeconds: ENDS_WITHIN_SECONDS,
		});
	}

	/** Waits until the execution sleeps. */
	async asleep(): Promise<void> {
		await this.fixture.client.ended(this.executionId, new Set(['waiting']), ENDS_WITHIN_SECONDS);
	}

	/** Wakes the review that has asked about an order, by its address. */
	async wake(order: string): Promise<void> {
		const { client } = this.fixture;
		const [{ metadata }] = this.askedAbout(order);
		const place = metadata.n8n as unknown as Place;
		expect(await callNode(client.webhookUrl, place)).toEqual({ woken: true });
	}

	/** The execution when it has ended. */
	async ended(): Promise<Execution> {
		const execution = await this.fixture.client.ended(this.executionId, ENDED, ENDS_WITHIN_SECONDS);
		await this.model.close();
		expect(errorOf(execution)).toBeUndefined();
		return execution;
	}

	/** The execution when it has run a node, and waits. */
	async passed(node: string): Promise<Execution> {
		const there = async () => {
			const execution = await this.fixture.client.execution(this.executionId);
			const { status, data } = execution;
			return status === 'waiting' && data.resultData.runData[node] ? execution : undefined;
		};
		const passed = await poll(there, {
			what: `${node} ran, and the execution waits`,
			timeoutSeconds: ENDS_WITHIN_SECONDS,
			everyMs: 1000,
		});
		await this.model.close();
		return passed;
	}

	/** How often the tool ran about an order, and how often people were asked about it. */
	countsOf(order: string): { ran: number; asked: number } {
		const { store, ids } = this.fixture.emulator;
		const inputs = (agentId: string) =>
			store.executions.where(({ agent_id }) => agent_id === agentId).map(({ input }) => input as IDataObject);
		return {
			ran: inputs(ids.agents.support).filter((input) => input.question === order).length,
			asked: this.askedAbout(order).length,
		};
	}

	/** The runs by which people were asked about an order. */
	private askedAbout(order: string) {
		return this.fixture.emulator.store.executions.where(
			({ session_id, input }) => session_id.startsWith('n8n-') && (input as IDataObject).order_id === order,
		);
	}

	/** What the model was told last. */
	get told(): string {
		return JSON.stringify(this.model.requests.at(-1)?.messages.at(-1));
	}
}
