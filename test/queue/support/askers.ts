import { type Execution, poll, type SavedWorkflow } from '../../host';
import { approvalAbout } from '../../support/n8n/approvalAbout';
import { askingWorkflow, type End, expectEnd } from '../../support/n8n/askingWorkflow';
import { eventWorkflow } from '../../support/n8n/eventWorkflow';
import { letIn } from '../../support/n8n/letIn';
import type { Place } from '../../support/n8n/place';
import { callNode } from '../../support/n8n/wakeCalls';
import type { Cluster } from '../cluster/cluster';

/** In minutes: only a call can wake it. */
const A_DAY = 24 * 60;
const LONG_HOURS = 100;
const WITHIN_SECONDS = 180;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

interface Wanted {
	order: string;
	/** Minutes between two looks; a day unless given. */
	every?: number;
	/** Hours until it gives up; more than a test takes unless given. */
	limit?: number;
}

/** Executions that sleep in *Ask and Wait*. */
export class Askers {
	private constructor(
		private readonly cluster: Cluster,
		private readonly name: string,
	) {}

	/** Starts one for each order, and waits until all of them sleep. */
	static async asleep(cluster: Cluster, name: string, wanted: Wanted[]): Promise<Askers> {
		const { client, credentials, emulator } = cluster;
		const parameters = { sleepInterval: '={{ $json.body.every }}', sleepLimit: '={{ $json.body.limit }}' };
		const { refund } = emulator.ids.agents;
		const workflow = await client.createWorkflow(askingWorkflow(name, refund, credentials, parameters));
		await client.publish(workflow);
		const askers = new Askers(cluster, name);
		for (const one of wanted) await askers.begin(one);
		const areAsleep = async () => {
			const rows = await cluster.rows<{ status: string }>(
				`SELECT status FROM execution_entity WHERE "workflowId" = '${workflow.id}'`,
			);
			// One whose limit is short may have gone on already.
			const wereAsleep = rows.filter(({ status }) => status === 'waiting' || ENDED.has(status));
			return wereAsleep.length === wanted.length || undefined;
		};
		await poll(areAsleep, { what: `${wanted.length} executions sleep`, timeoutSeconds: WITHIN_SECONDS });
		return askers;
	}

	/** Starts one, without waiting for it to sleep. */
	async begin(wanted: Wanted): Promise<void> {
		await letIn(() => this.cluster.client.webhook(this.name, { every: A_DAY, limit: LONG_HOURS, ...wanted }));
	}

	/** Waits until people are asked about an order. */
	async asked(order: string) {
		return await approvalAbout(this.cluster.emulator, order, WITHIN_SECONDS);
	}

	/** Waits until people are asked about an order, and decides. */
	async decide(order: string, decision: 'approved' | 'rejected'): Promise<void> {
		this.cluster.emulator.decide((await this.asked(order)).id, decision);
	}

	/** Publishes an Event Trigger that wakes those that are decided. */
	async watch(): Promise<SavedWorkflow> {
		const { client, credentials } = this.cluster;
		const trigger = await client.createWorkflow(eventWorkflow('approvalDecided', credentials));
		await client.publish(trigger);
		return trigger;
	}

	/** Calls the address of the node that asked about an order. @returns its answer */
	async call(order: string): Promise<unknown> {
		return await callNode(this.cluster.webhookUrl, this.placeOf(order));
	}

	/** The ID of the execution of n8n that asked about an order. */
	idOf(order: string): string {
		return this.placeOf(order).execution;
	}

	/** Waits until the execution that asked about an order has one of some states, by default any that it ends with. */
	async ended(order: string, states: ReadonlySet<string> = ENDED): Promise<Execution> {
		return await this.cluster.client.ended(this.idOf(order), states, WITHIN_SECONDS);
	}

	/** Retries an execution from the list of executions. @returns the retry when it has ended */
	async retried({ id }: Execution): Promise<Execution> {
		const { client } = this.cluster;
		return await client.ended(await client.retry(id), ENDED, WITHIN_SECONDS);
	}

	/** Waits until an execution has gone on by an output, once, after its agent ran once. */
	async left(order: string, end: End): Promise<void> {
		this.expectLeft(await this.ended(order), order, end);
	}

	/**
	 * The same after a worker has died. One that starts again marks as crashed what it had begun before, and so what slept
	 * then and waits in the queue: that is retried.
	 */
	async leftOrRetried(order: string, end: End): Promise<void> {
		const execution = await this.ended(order);
		this.expectLeft(execution.status === 'crashed' ? await this.retried(execution) : execution, order, end);
	}

	/** How many times the agent ran for an order. */
	runsOf(order: string): number {
		return this.all(order).length;
	}

	private expectLeft(execution: Execution, order: string, end: End): void {
		expectEnd(execution, order, end);
		expect([order, this.runsOf(order)]).toEqual([order, 1]);
	}

	private all(order: string) {
		return this.cluster.emulator.store.executions.where(({ input }) => input.order_id === order);
	}

	private placeOf(order: string): Place {
		return this.all(order)[0]?.metadata.n8n as unknown as Place;
	}
}
