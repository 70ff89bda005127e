import type { INodeParameters } from 'n8n-workflow';

import type { Approval, Execution as Run } from '../../emulator/store/rows';
import type { Emulator } from '../../emulator';
import {
	type CredentialReference,
	type Execution,
	executionRows,
	type N8nClient,
	poll,
	type RunningHost,
} from '../../host';
import { askingWorkflow } from './askingWorkflow';
import { eventWorkflow } from './eventWorkflow';
import { addressOf, type Place } from './place';
import { sharedHost } from './sharedHost';
import { Stage } from './stage';

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** An execution that asked for approval and sleeps until the decision. */
export interface Sleeper {
	order: string;
	run: Run;
	approval: Approval;
	/** Undefined where the server kept no metadata of the run. */
	place?: Place;
}

/** An n8n of its own, with executions that sleep in *Ask and Wait*. */
export class Sleepers {
	/** The workflow of each order. */
	private readonly workflows = new Map<string, string>();

	private constructor(private readonly stage: Stage) {}

	static async open(env?: Record<string, string>, port?: number): Promise<Sleepers> {
		return new Sleepers(await Stage.open({ ...sharedHost(), env, port }));
	}

	get emulator(): Emulator {
		return this.stage.emulator;
	}

	get host(): RunningHost {
		return this.stage.host;
	}

	get client(): N8nClient {
		return this.stage.client;
	}

	get credentials(): Record<string, CredentialReference> {
		return this.stage.credentials;
	}

	/** Stores one more credential for the emulator. */
	async newCredential(): Promise<Record<string, CredentialReference>> {
		return await this.stage.credentialsFor(this.emulator.url);
	}

	async close(): Promise<void> {
		await this.stage.close();
	}

	/** Ends n8n as a crash would. */
	async kill(): Promise<void> {
		await this.stage.kill();
	}

	async startAgain(): Promise<void> {
		await this.stage.startAgain();
	}

	/** Publishes an Event Trigger on *Approval Decided*, looking every two seconds. */
	async watch(): Promise<void> {
		await this.client.publish(
			await this.client.createWorkflow(eventWorkflow('approvalDecided', this.credentials)),
		);
	}

	/** Starts executions that ask, and waits until each of them sleeps. */
	async fallAsleep(
		count: number,
		{ parameters = {}, credentials = this.credentials }: SleepOptions = {},
	): Promise<Sleeper[]> {
		const path = `asking-${this.workflows.size + 1}`;
		const { refund } = this.emulator.ids.agents;
		const workflow = await this.client.createWorkflow(askingWorkflow(path, refund, credentials, parameters));
		await this.client.publish(workflow);
		const orders = Array.from({ length: count }, (_, index) => `${path}-${index + 1}`);
		for (const order of orders) this.workflows.set(order, workflow.id);
		for (let start = 0; start < count; start += 10) {
			await Promise.all(
				orders.slice(start, start + 10).map(async (order) => {
					expect((await this.client.webhook(path, { order })).status).toBe(200);
				}),
			);
		}
		const asleep = async () => {
			const asking = orders.map((order) => this.sleeperOf(order));
			if (asking.includes(undefined)) return undefined;
			const waiting = (await this.statuses(workflow.id)).filter((status) => status === 'waiting');
			return waiting.length >= count ? (asking as Sleeper[]) : undefined;
		};
		return await poll(asleep, {
			what: `${count} executions sleep`,
			timeoutSeconds: 60 + count,
			everyMs: 500,
		});
	}

	/** The states of a workflow's executions. */
	private async statuses(workflow: string): Promise<string[]> {
		const rows = await executionRows(this.host);
		return rows.filter(({ workflowId }) => workflowId === workflow).map(({ status }) => status);
	}

	private sleeperOf(order: string): Sleeper | undefined {
		const { executions, approvals } = this.emulator.store;
		const [run] = executions.where(({ input }) => input.order_id === order);
		const [approval] = run ? approvals.where(({ execution_id }) => execution_id === run.id) : [];
		return approval && { order, run, approval, place: run.metadata.n8n as unknown as Place | undefined };
	}

	decide(sleepers: Sleeper[], decision: 'approved' | 'rejected'): void {
		for (const { approval } of sleepers) this.emulator.decide(approval.id, decision);
	}

	async execution({ place }: Sleeper): Promise<Execution> {
		return await this.client.execution(place?.execution ?? '');
	}

	/** The ID of the execution of n8n in which an order was taken, found without the metadata of its run. */
	async executionOf({ order }: Sleeper): Promise<string> {
		const workflow = this.workflows.get(order);
		const [id] = await this.client.executionsOf({ id: workflow ?? '' });
		return id;
	}

	/** Waits until an execution ended. */
	async ended(id: string, timeoutSeconds = 120): Promise<Execution> {
		return await this.client.ended(id, ENDED, timeoutSeconds);
	}

	/** How many runs of the agent were started for an order. */
	runsOf({ order }: Sleeper): number {
		return this.emulator.store.executions.where(({ input }) => input.order_id === order).length;
	}

	/** Where a node is woken. @param change parts that are different in the address */
	address({ place }: Sleeper, change: Partial<Place> = {}): string {
		if (!place) throw new Error('The run carries no metadata');
		return addressOf(this.host.url, { ...place, ...change });
	}
}

interface SleepOptions {
	parameters?: INodeParameters;
	credentials?: Record<string, CredentialReference>;
}
