import { type Execution, poll, type SavedWorkflow } from '../../host';
import type { Fixture } from './fixture';
import { gateWorkflow, orderOf } from './gateWorkflow';
import { letIn } from './letIn';

const NAME = 'many-gates';
const ASLEEP_WITHIN_SECONDS = 60;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

interface Row {
	id: string;
	status: string;
}

export interface ManyGatesOptions {
	count: number;
	/** Minutes between two looks. */
	minutes: number;
	/** Whether an agent runs behind Approved. */
	runsBehind?: boolean;
	/** The executions of a workflow, where there are too many of them for a page of n8n's list. */
	rows?: (workflowId: string) => Promise<Row[]>;
}

/** Executions of one workflow whose gate sleeps until an approval is decided. */
export class ManyGates {
	private constructor(
		private readonly bench: Fixture,
		private readonly workflow: SavedWorkflow,
		readonly orders: string[],
		private readonly rows: NonNullable<ManyGatesOptions['rows']>,
	) {}

	/** Has an agent pause once for each gate, and waits until all of them sleep. */
	static async asleep(bench: Fixture, options: ManyGatesOptions): Promise<ManyGates> {
		const { client, credentials, emulator } = bench;
		const { refund, support } = emulator.ids.agents;
		const workflow = await client.createWorkflow(
			gateWorkflow(NAME, {
				agentId: refund,
				...(options.runsBehind ? { agentBehind: support } : {}),
				credentials,
				parameters: { waitMode: 'sleep', sleepInterval: options.minutes, sleepLimit: 1 },
			}),
		);
		await client.publish(workflow);
		const orders = Array.from({ length: options.count }, (_, index) => `G${index}`);
		const rows = options.rows ?? ((id) => bench.client.executionRows({ id }));
		const gates = new ManyGates(bench, workflow, orders, rows);
		await Promise.all(orders.map((order) => gates.begin(order)));
		const asleep = async () => {
			const statuses = await gates.statuses();
			return (statuses.length === orders.length && statuses.every((one) => one === 'waiting')) || undefined;
		};
		await poll(asleep, { what: 'all gates sleep', timeoutSeconds: ASLEEP_WITHIN_SECONDS });
		return gates;
	}

	private async begin(order_id: string): Promise<void> {
		const refunds = [{ order_id, amount: 1 }];
		await letIn(() => this.bench.client.webhook(NAME, { refunds }));
	}

	/** The statuses of the executions. */
	async statuses(): Promise<string[]> {
		return (await this.rows(this.workflow.id)).map(({ status }) => status);
	}

	/** Decides as people would while n8n sleeps: every second order gets a no. */
	decide(): void {
		const { store, ...emulator } = this.bench.emulator;
		for (const approval of store.approvals.where(({ status }) => status === 'pending')) {
			const index = this.orders.indexOf(orderOf(approval) ?? '');
			if (index >= 0) emulator.decide(approval.id, decisionOf(index));
		}
	}

	/** Waits until each has ended, in whatever way, and returns the executions. */
	async ended(timeoutSeconds: number): Promise<Execution[]> {
		const reached = async () => {
			const statuses = await this.statuses();
			return statuses.every((status) => ENDED.has(status)) || undefined;
		};
		await poll(reached, { what: 'all gates have opened', timeoutSeconds, everyMs: 1000 });
		const rows = await this.rows(this.workflow.id);
		return await Promise.all(rows.map(({ id }) => this.bench.client.execution(id)));
	}

	/** The orders that get a decision, by what it is. */
	get decided(): Record<'approved' | 'rejected', string[]> {
		const of = (wanted: string) => this.orders.filter((_, index) => decisionOf(index) === wanted);
		return { approved: of('approved'), rejected: of('rejected') };
	}

	/** How often the agent before the gates was started for each order. */
	startsBefore(): Array<[string, number]> {
		return this.starts(this.bench.emulator.ids.agents.refund, ({ order_id }) => order_id);
	}

	/** How often the agent behind Approved was started for each order that started it. */
	startsBehind(): Array<[string, number]> {
		return this.starts(this.bench.emulator.ids.agents.support, ({ name }) => name).filter(
			([, count]) => count > 0,
		);
	}

	private starts(agentId: string, of: (input: Record<string, unknown>) => unknown): Array<[string, number]> {
		const path = `/api/v1/agents/${agentId}/execute`;
		const started = this.bench.emulator
			.requests({ method: 'POST', path })
			.map(({ body }) => of((body as { input: Record<string, unknown> }).input));
		return this.orders.map((order) => [order, started.filter((one) => one === order).length]);
	}
}

const decisionOf = (index: number): 'approved' | 'rejected' => (index % 2 === 0 ? 'approved' : 'rejected');
