import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { type Execution, type N8nClient, row, type WorkflowDefinition } from '../../host';
import { byId } from '../../locator';
import { approvalAbout } from './approvalAbout';
import type { Fixture } from './fixture';
import { GateRun, type GateWorkflow, orderOf } from './gateWorkflow';

/** n8n looks for due executions once a minute; some gates wake twice. */
const WAKES_WITHIN_SECONDS = 150;

/** Gates that sleep in an n8n, each in a workflow of its own. */
export class SleepingGates {
	private readonly runs = new Map<string, GateRun>();

	/** What the gates are set to. */
	readonly parameters: INodeParameters;

	/**
	 * @param bench n8n with the credential, and the server; n8n may start again in between
	 * @param sleepInterval minutes between two looks
	 */
	constructor(
		readonly bench: Fixture,
		sleepInterval = 0.02,
	) {
		this.parameters = { waitMode: 'sleep', sleepInterval, sleepLimit: 1 };
	}

	get emulator(): Emulator {
		return this.bench.emulator;
	}

	get client(): N8nClient {
		return this.bench.client;
	}

	/** Has the agent pause on some orders, and waits until the gate behind it sleeps. */
	async start(name: string, orders: string[], wanted: Partial<GateWorkflow> = {}): Promise<void> {
		const run = await this.begin(name, orders, wanted);
		await run.reaches(this.client, ['waiting', 'success', 'error'], 30);
	}

	/** Like `start`, without waiting. */
	async begin(name: string, orders: string[], wanted: Partial<GateWorkflow> = {}): Promise<GateRun> {
		const run = await GateRun.start(this.client, name, orders, {
			agentId: this.emulator.ids.agents.refund,
			credentials: this.bench.credentials,
			parameters: this.parameters,
			...wanted,
		});
		this.runs.set(name, run);
		return run;
	}

	/** Retries an execution as its entry in the list of executions does. @returns the new execution's ID */
	async retry(name: string): Promise<string> {
		const run = this.run(name);
		const [id] = await run.ids(this.client);
		await this.client.session.request('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
		const [retried = ''] = await run.ids(this.client);
		expect(retried).not.toBe(id);
		return retried;
	}

	get names(): string[] {
		return [...this.runs.keys()];
	}

	private run(name: string): GateRun {
		const run = this.runs.get(name);
		if (!run) throw new Error(`No workflow ${name} was started`);
		return run;
	}

	async execution(name: string): Promise<Execution> {
		return await this.client.execution(await this.run(name).id(this.client));
	}

	/** Waits for the gate to wake up and let the execution end. */
	async ended(name: string): Promise<Execution> {
		return await this.run(name).reaches(this.client, ['success', 'error', 'crashed'], WAKES_WITHIN_SECONDS);
	}

	/** The approval that the agent asked for an order. */
	approvalOf(order: string) {
		const [approval, ...others] = this.emulator.store.approvals.where((one) => orderOf(one) === order);
		if (!approval || others.length > 0) throw new Error(`${others.length} more approvals of ${order}`);
		return approval;
	}

	/** Waits until the agent asks for an approval of an order: its run exists a moment earlier. */
	async asked(order: string) {
		await approvalAbout(this.emulator, order);
		return this.approvalOf(order);
	}

	/** The runs of the agent for some orders. */
	executionsOf(...orders: string[]): string[] {
		return orders.map((order) => this.approvalOf(order).execution_id);
	}

	/** Decides as another client of the API would. */
	async decide(order: string, decision: 'approved' | 'rejected'): Promise<void> {
		const { url, apiKey } = this.emulator;
		const answer = await fetch(`${url}/api/v1/approvals/${this.approvalOf(order).id}/decide`, {
			method: 'POST',
			headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ decision }),
		});
		expect(answer.status).toBe(200);
	}

	/** How often a gate asked for the approval of an order. */
	checksOf(order: string): number {
		const path = `/api/v1/approvals/${this.approvalOf(order).id}`;
		return this.emulator.requests({ method: 'GET', path }).length;
	}

	/** A workflow for others to call, which asks about the order that it is called with. */
	askingSubWorkflow(): WorkflowDefinition {
		const trigger = {
			name: 'When Called',
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		};
		const ask = {
			name: 'Ask',
			type: 'n8n-nodes-promptrails.promptRailsApproval',
			typeVersion: 1,
			credentials: this.bench.credentials,
			parameters: {
				operation: 'sendAndWait',
				agentId: byId(this.emulator.ids.agents.refund),
				inputMode: 'json',
				input: '={{ { order_id: $json.order_id, amount: $json.amount } }}',
				waitMode: 'sleep',
				sleepInterval: 0.02,
			},
		};
		const done = { name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		const workflow = row('asks', [trigger, ask, done]);
		const approved = [{ node: 'Done', type: 'main' as const, index: 0 }];
		return { ...workflow, connections: { ...workflow.connections, Ask: { main: [approved, approved] } } };
	}
}
