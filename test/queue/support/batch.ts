import { PublicWorkflow, webhookTrigger } from '../../support/n8n/publicWorkflow';
import { agentNode, splitOut, STREAMER } from '../../support/n8n/streamingNodes';
import { jsonOf, poll } from '../../host';
import type { Cluster } from '../cluster/cluster';
import { letIn } from '../../support/n8n/letIn';

const LABEL = 'body.labels';
const ENDED = ['success', 'error', 'crashed', 'canceled'];
const STARTED_WITHIN_SECONDS = 60;

export interface BatchOptions {
	name: string;
	executions: number;
	itemsEach: number;
	itemsInFlight?: number;
	/** Whether n8n tries the agent's node again when it fails, and the node itself sends nothing again. */
	retryOnFail?: boolean;
}

export interface BatchRow {
	id: string;
	status: string;
	stoppedAt: string | null;
}

/** Executions of one workflow that runs an agent over items; each item has a label of its own. */
export class Batch {
	private constructor(
		private readonly cluster: Cluster,
		private readonly workflow: PublicWorkflow,
		/** The labels of each execution. */
		private readonly parts: string[][],
	) {}

	static async publish(cluster: Cluster, options: BatchOptions): Promise<Batch> {
		const { client, credentials, emulator } = cluster;
		const { name, executions, itemsEach, itemsInFlight = 5, retryOnFail = false } = options;
		const input = `={{ { name: "Ada", question: $json["${LABEL}"] } }}`;
		const agent = agentNode(credentials, emulator.ids.agents.support, input, {
			options: { itemsInFlight, ...(retryOnFail ? { retryBudget: 0 } : {}) },
		});
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('onReceived'), [
			splitOut(LABEL),
			{ ...agent, retryOnFail, maxTries: 3, waitBetweenTries: 50 },
		]);
		const parts = Array.from({ length: executions }, (_, one) =>
			Array.from({ length: itemsEach }, (_, item) => `${name} ${one} ${item}`),
		);
		return new Batch(cluster, workflow, parts);
	}

	get labels(): string[] {
		return this.parts.flat();
	}

	/** Calls the workflow once for each execution, all at the same time. */
	async start(): Promise<void> {
		await Promise.all(this.parts.map((labels) => letIn(() => this.workflow.post({ labels }))));
	}

	/** The executions as they stand in n8n's database. */
	async rows(): Promise<BatchRow[]> {
		return await this.cluster.rows<BatchRow>(
			`SELECT id::text AS id, status, "stoppedAt" FROM execution_entity WHERE "workflowId" = '${this.workflow.id}' ORDER BY id`,
		);
	}

	/** Waits until every execution has ended, however. */
	async ended(timeoutSeconds: number): Promise<BatchRow[]> {
		const reached = async () => {
			const found = await this.rows();
			const open = found.filter(({ status }) => !ENDED.includes(status));
			return found.length === this.parts.length && open.length === 0 ? found : undefined;
		};
		return await poll(reached, {
			what: 'all executions of the batch have ended',
			timeoutSeconds,
			everyMs: 500,
		});
	}

	/** Waits until the platform was asked to start so many of the items. */
	async reaches(way: number, starts: () => Map<string, number>): Promise<void> {
		const reached = async () => {
			const counts = starts();
			return this.labels.filter((label) => counts.has(label)).length >= way || undefined;
		};
		await poll(reached, {
			what: `${way} items started`,
			timeoutSeconds: STARTED_WITHIN_SECONDS,
			everyMs: 50,
		});
	}

	/** What came out of an execution: the label that each answer is about, in the order of the items. */
	async labelsOf(id: string): Promise<string[]> {
		const execution = await this.cluster.client.execution(id);
		return jsonOf(execution, STREAMER).map(({ output }) => {
			const [, label = ''] = /about \\?"([^"\\]+)/.exec(JSON.stringify(output)) ?? [];
			return label;
		});
	}

	/** What came out of the executions that ended well, each with the labels of one call. */
	async answered(rows: BatchRow[]): Promise<string[][]> {
		const succeeded = rows.filter(({ status }) => status === 'success');
		return await Promise.all(succeeded.map(async ({ id }) => await this.labelsOf(id)));
	}
}
