import { gateWorkflow, orderOf } from '../../support/n8n/gateWorkflow';
import { type Execution, poll, type SavedWorkflow } from '../../host';
import type { Cluster } from '../cluster/cluster';
import { letIn } from './letIn';

const NAME = 'queue-gates';
const MINUTE = 1;
const ASLEEP_WITHIN_SECONDS = 60;

/** Executions of one workflow whose gate sleeps until an approval is decided. */
export class Gates {
	private constructor(
		private readonly cluster: Cluster,
		private readonly workflow: SavedWorkflow,
		readonly orders: string[],
	) {}

	/** Has an agent pause once for each gate, and waits until all of them sleep. */
	static async asleep(cluster: Cluster, count: number): Promise<Gates> {
		const { client, credentials, emulator } = cluster;
		const workflow = await client.createWorkflow(
			gateWorkflow(NAME, {
				agentId: emulator.ids.agents.refund,
				credentials,
				parameters: { waitMode: 'sleep', sleepInterval: MINUTE, sleepLimit: 1 },
			}),
		);
		await client.publish(workflow);
		const orders = Array.from({ length: count }, (_, index) => `G${index}`);
		const gates = new Gates(cluster, workflow, orders);
		await Promise.all(orders.map((order) => gates.begin(order)));
		const asleep = async () => (await gates.statuses()).every((status) => status === 'waiting') || undefined;
		await poll(asleep, { what: 'all gates sleep', timeoutSeconds: ASLEEP_WITHIN_SECONDS });
		return gates;
	}

	private async begin(order_id: string): Promise<void> {
		const refunds = [{ order_id, amount: 1 }];
		await letIn(() => this.cluster.client.webhook(NAME, { refunds }));
	}

	/** The statuses of the executions as they stand in n8n's database. */
	async statuses(): Promise<string[]> {
		return (await this.rows()).map(({ status }) => status);
	}

	private async rows(): Promise<Array<{ id: string; status: string }>> {
		return await this.cluster.rows(
			`SELECT id::text AS id, status FROM execution_entity WHERE "workflowId" = '${this.workflow.id}' ORDER BY id`,
		);
	}

	/** Decides as people would while n8n sleeps: every second order gets a no. */
	decide(): void {
		const { store, ...emulator } = this.cluster.emulator;
		for (const approval of store.approvals.where(({ status }) => status === 'pending')) {
			const index = this.orders.indexOf(orderOf(approval) ?? '');
			if (index >= 0) emulator.decide(approval.id, decisionOf(index));
		}
	}

	/** Waits until each has left its gate, and returns the executions. */
	async ended(timeoutSeconds: number): Promise<Execution[]> {
		const reached = async () => {
			const statuses = await this.statuses();
			return statuses.every((status) => status === 'success' || status === 'error') || undefined;
		};
		await poll(reached, { what: 'all gates have opened', timeoutSeconds, everyMs: 1000 });
		const rows = await this.rows();
		return await Promise.all(rows.map(({ id }) => this.cluster.client.execution(id)));
	}

	/** The orders that get a decision, by what it is. */
	get decided(): Record<'approved' | 'rejected', string[]> {
		const of = (wanted: string) => this.orders.filter((_, index) => decisionOf(index) === wanted);
		return { approved: of('approved'), rejected: of('rejected') };
	}
}

const decisionOf = (index: number): 'approved' | 'rejected' => (index % 2 === 0 ? 'approved' : 'rejected');
