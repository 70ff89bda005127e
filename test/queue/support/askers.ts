import type { JsonObject } from '../../emulator/core/schema';
import { poll, type SavedWorkflow } from '../../host';
import { askingWorkflow, type End, expectEnd } from '../../support/n8n/askingWorkflow';
import { eventWorkflow } from '../../support/n8n/eventWorkflow';
import { letIn } from '../../support/n8n/letIn';
import type { Cluster } from '../cluster/cluster';

const NAME = 'queue-asking';
const WITHIN_SECONDS = 180;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

const orderOf = ({ input }: JsonObject): string => String((input as JsonObject | undefined)?.order_id);

/** Whether an approval is about one of the orders. */
export const isAsked = (payload: JsonObject): boolean => /^Q\d+$/.test(orderOf(payload));

/** Executions that sleep in *Ask and Wait* for a day, so that only a call can wake them. */
export class Askers {
	private constructor(private readonly cluster: Cluster) {}

	/** Starts one for each order, and waits until all of them sleep. */
	static async asleep(cluster: Cluster, orders: string[]): Promise<Askers> {
		const { client, credentials, emulator } = cluster;
		const workflow = await client.createWorkflow(
			askingWorkflow(NAME, emulator.ids.agents.refund, credentials, {}),
		);
		await client.publish(workflow);
		for (const order of orders) await letIn(() => client.webhook(NAME, { order }));
		const areAsleep = async () => {
			const rows = await cluster.rows<{ status: string }>(
				`SELECT status FROM execution_entity WHERE "workflowId" = '${workflow.id}'`,
			);
			const asleep = rows.filter(({ status }) => status === 'waiting');
			return asleep.length === orders.length || undefined;
		};
		await poll(areAsleep, { what: `${orders.length} executions sleep`, timeoutSeconds: WITHIN_SECONDS });
		return new Askers(cluster);
	}

	/** Waits until people are asked about an order, and decides. */
	async decide(order: string, decision: 'approved' | 'rejected'): Promise<void> {
		const { emulator } = this.cluster;
		const asked = () => emulator.store.approvals.where(({ payload }) => orderOf(payload) === order)[0];
		const { id } = await poll(() => Promise.resolve(asked()), {
			what: `an approval of ${order}`,
			timeoutSeconds: WITHIN_SECONDS,
		});
		emulator.decide(id, decision);
	}

	/** Publishes an Event Trigger that wakes those that are decided. */
	async watch(): Promise<SavedWorkflow> {
		const { client, credentials } = this.cluster;
		const trigger = await client.createWorkflow(eventWorkflow('approvalDecided', credentials));
		await client.publish(trigger);
		return trigger;
	}

	/** The ID of the execution of n8n that asked about an order. */
	idOf(order: string): string {
		return (this.runsOf(order)[0]?.metadata.n8n as Record<string, string>).execution as string;
	}

	/** Waits until an execution has gone on by an output, once, after its agent ran once. */
	async left(order: string, end: End): Promise<void> {
		expectEnd(await this.cluster.client.ended(this.idOf(order), ENDED, WITHIN_SECONDS), order, end);
		expect([order, this.runsOf(order).length]).toEqual([order, 1]);
	}

	private runsOf(order: string) {
		return this.cluster.emulator.store.executions.where(({ input }) => orderOf({ input }) === order);
	}
}
