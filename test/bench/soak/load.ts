import { setTimeout as sleep } from 'node:timers/promises';

import { PublicWorkflow, webhookTrigger } from '../../support/n8n/publicWorkflow';
import type { Stage } from '../../load/stage';
import { Workloads } from '../../load/workloads';
import { byId } from '../../locator';

const WORKERS = 3;
const PAUSE_MS = 200;
const DECIDE_EVERY_MS = 5000;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** Mixed operations, over and over. */
export class Load {
	/** How often each kind was done. */
	readonly done: Record<string, number> = {};
	/** What went wrong that should not. */
	readonly failures: string[] = [];
	private label = 0;

	private constructor(
		private readonly stage: Stage,
		private readonly workloads: Workloads,
		private readonly reads: PublicWorkflow,
	) {}

	static async prepare(stage: Stage): Promise<Load> {
		return new Load(stage, await Workloads.publish(stage), await readsAndErrors(stage));
	}

	/** Keeps n8n busy until then (epoch ms). */
	async until(end: number): Promise<void> {
		const kinds = Object.entries(this.kinds());
		let turn = 0;
		const worker = async (): Promise<void> => {
			while (Date.now() < end) {
				const [name, work] = kinds[(turn += 1) % kinds.length] ?? [];
				if (!name || !work) return;
				await work().then(
					() => (this.done[name] = (this.done[name] ?? 0) + 1),
					(error: Error) => this.failures.push(`${name}: ${error.message}`),
				);
				await sleep(PAUSE_MS);
			}
		};
		await Promise.all([...Array.from({ length: WORKERS }, worker), this.decide(end)]);
	}

	private kinds(): Record<string, () => Promise<unknown>> {
		const { workloads } = this;
		return {
			'batches of 5 runs': () => workloads.batch('wait', this.labels(5)),
			'batches of 3 polled runs': () => workloads.batch('poll', this.labels(3)),
			'streamed runs': () => workloads.stream(this.labels(1).join()),
			'streamed chats': () => workloads.chat(this.labels(1).join()),
			'lists, and errors that the workflow takes': async () => {
				const response = await this.reads.post({});
				if (!response.ok) throw new Error(await response.text());
				await response.text();
			},
			'sleeping gates': () => workloads.gate(this.labels(2)),
			'signed calls': async () => {
				const status = await workloads.hook(this.labels(1).join());
				if (status !== 202) throw new Error(`answered ${status}`);
			},
			events: async () => void this.stage.emulator.createScores(1),
		};
	}

	private labels(count: number): string[] {
		return Array.from({ length: count }, () => `run ${(this.label += 1)}`);
	}

	/** People decide what gates wait for. */
	private async decide(end: number): Promise<void> {
		const { emulator } = this.stage;
		while (Date.now() < end) {
			await sleep(DECIDE_EVERY_MS);
			for (const { id } of emulator.store.approvals.where(({ status }) => status === 'pending')) {
				emulator.decide(id, 'approved');
			}
			// The emulator keeps every request.
			emulator.clearRequests();
		}
	}
}

/** Reads a list of several pages, then an agent that is not there, which the workflow goes on with. */
async function readsAndErrors({ client, credentials }: Stage): Promise<PublicWorkflow> {
	const ours = (name: string, parameters: Record<string, unknown>) => ({
		name,
		type: 'n8n-nodes-promptrails.promptRailsAgent',
		typeVersion: 1,
		credentials,
		parameters: { resource: 'agent', ...parameters } as Record<string, string>,
	});
	return await PublicWorkflow.inRow(client, webhookTrigger('lastNode'), [
		ours('List', { operation: 'getAll', returnAll: true }),
		{
			...ours('Missing', { operation: 'get', agentId: byId(UNKNOWN) }),
			executeOnce: true,
			onError: 'continueRegularOutput',
		},
	]);
}
