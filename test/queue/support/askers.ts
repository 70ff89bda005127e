import type { JsonObject } from '../../emulator/core/schema';
import { poll, type SavedWorkflow } from '../../host';
import { askingWorkflow } from '../../support/n8n/askingWorkflow';
import { eventWorkflow } from '../../support/n8n/eventWorkflow';
import type { Cluster } from '../cluster/cluster';
import { letIn } from '../../support/n8n/letIn';

const NAME = 'queue-asking';

/** Whether an approval is about one of the orders. */
export function isAsked({ input }: JsonObject): boolean {
	return /^Q\d+$/.test(String((input as JsonObject | undefined)?.order_id));
}

/** Executions that sleep in *Ask and Wait* for a day, so that only a call can wake them. */
export class Askers {
	private constructor(
		private readonly cluster: Cluster,
		private readonly workflow: SavedWorkflow,
	) {}

	/** Starts some, and waits until all of them sleep. */
	static async asleep(cluster: Cluster, count: number): Promise<Askers> {
		const { client, credentials, emulator } = cluster;
		const { refund } = emulator.ids.agents;
		const workflow = await client.createWorkflow(askingWorkflow(NAME, refund, credentials, {}));
		await client.publish(workflow);
		const askers = new Askers(cluster, workflow);
		for (let index = 0; index < count; index += 1) {
			await letIn(() => client.webhook(NAME, { order: `Q${index}` }));
		}
		await askers.reach('waiting', count);
		return askers;
	}

	/** Decides all of them while an Event Trigger is published, and waits until they went on. @returns their IDs */
	async wokenByTrigger(): Promise<string[]> {
		const { client, credentials, emulator } = this.cluster;
		const trigger = await client.createWorkflow(eventWorkflow('approvalDecided', credentials));
		await client.publish(trigger);
		const asked = emulator.store.approvals.where(({ payload }) => isAsked(payload));
		for (const { id } of asked) emulator.decide(id, 'approved');
		const ids = await this.reach('success', asked.length);
		await client.unpublish(trigger);
		return ids;
	}

	private async reach(wanted: string, count: number): Promise<string[]> {
		const reached = async () => {
			const rows = await this.cluster.rows<{ id: string; status: string }>(
				`SELECT id::text AS id, status FROM execution_entity WHERE "workflowId" = '${this.workflow.id}'`,
			);
			const all = rows.length === count && rows.every(({ status }) => status === wanted);
			return all ? rows.map(({ id }) => id) : undefined;
		};
		return await poll(reached, { what: `${count} executions are ${wanted}`, timeoutSeconds: 120 });
	}
}
