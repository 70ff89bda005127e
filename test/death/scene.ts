import { setTimeout as sleep } from 'node:timers/promises';

import type { Emulator } from '../emulator';
import { executionData, type ExecutionRow, executionRows, poll, type RunningHost, startHost } from '../host';
import { openStage } from '../load/stage';
import { Workloads } from '../load/workloads';
import { refuseSecretsOnHost } from '../secrets/remains';
import type { Happening } from './events';

const APPROVAL = { method: 'GET', path: '/api/v1/approvals/*' };
const SCORES = { method: 'GET', path: '/api/v1/scores' };
/** For so long after its start n8n may list as crashed what sleeps on. */
const STARTING_MS = 75_000;
/** n8n looks for due executions once a minute. */
const ALL_AWAKE_WITHIN_SECONDS = 300;
const MOST_STARTS = 5;
const OPEN = ['new', 'running', 'waiting'];

/** An n8n that is killed and started again, and the server that outlives it. */
export class Scene {
	readonly happened: Happening[] = [];
	readonly kills: number[] = [];
	/** How often n8n ended by itself while it started. */
	failedStarts = 0;
	private startedAt = Date.now();

	private constructor(
		readonly emulator: Emulator,
		private host: RunningHost,
		private readonly tarball: string,
		readonly workloads: Workloads,
	) {}

	static async open(): Promise<Scene> {
		const stage = await openStage();
		// Slow enough to be killed in the middle of everything.
		Object.assign(stage.emulator.settings, { latencyMs: 100, asyncRunMs: 2500, streamDeltaMs: 50 });
		const workloads = await Workloads.publish(stage);
		const scene = new Scene(stage.emulator, stage.host, stage.tarball, workloads);
		// What is there before the first look does not count.
		await scene.looked(1);
		return scene;
	}

	get version(): string {
		return this.host.version;
	}

	/** @throws when n8n has logged or stored a secret */
	async close(): Promise<void> {
		await refuseSecretsOnHost(this.host).finally(() => this.host.stop());
		await this.emulator.close();
	}

	/** Makes a score, which is an event. */
	score(): void {
		for (const { id } of this.emulator.createScores(1)) this.happened.push({ id, at: Date.now() });
	}

	/** Ends n8n as a crash would. @returns the executions as they stand in its database */
	async kill(): Promise<ExecutionRow[]> {
		await this.host.kill();
		this.kills.push(Date.now());
		return await this.executions();
	}

	/**
	 * Starts n8n again in the same folder and on the same port. Like a service manager it tries again when n8n ends while
	 * it starts: n8n 2.41.1 does so when it finds an execution that had no time to begin.
	 */
	async startAgain(): Promise<void> {
		const { version, userFolder, port } = this.host;
		const start = async () => {
			this.startedAt = Date.now();
			return await startHost({ tarball: this.tarball, version, userFolder, port });
		};
		for (let left = MOST_STARTS - 1; ; left -= 1) {
			try {
				this.host = await start();
				return;
			} catch (error) {
				if (left === 0) throw error;
				this.failedStarts += 1;
			}
		}
	}

	async executions(): Promise<ExecutionRow[]> {
		return await executionRows(this.host);
	}

	async data() {
		return await executionData(this.host);
	}

	/** Whether, since n8n started, a gate looked that slept before: those that the start woke wait for one another's moment. */
	get hasWoken(): boolean {
		const isOlder = (id: string | undefined): boolean => {
			const createdAt = this.emulator.store.approvals.get(id ?? '')?.created_at;
			return createdAt !== undefined && Date.parse(createdAt) < this.startedAt;
		};
		return this.emulator
			.requests(APPROVAL)
			.some(({ at, path }) => at > this.startedAt && isOlder(path.split('/').at(-1)));
	}

	/** When the event trigger looked (epoch ms). */
	get ticks(): number[] {
		return this.emulator.requests(SCORES).map(({ at }) => at);
	}

	/** Waits until the event trigger looked so many times more. */
	async looked(times: number): Promise<void> {
		const wanted = this.ticks.length + times;
		const reached = async () => this.ticks.length >= wanted || undefined;
		await poll(reached, { what: `${times} looks for events`, timeoutSeconds: 60 });
	}

	/** Decides what gates wait for; those of even number get a yes. */
	decide(share = 1): void {
		const pending = this.emulator.store.approvals.where(({ status }) => status === 'pending');
		pending.slice(0, Math.ceil(pending.length * share)).forEach(({ id }, index) => {
			this.emulator.decide(id, index % 2 === 0 ? 'approved' : 'rejected');
		});
	}

	/** Waits until no execution is open any more; what is still open then stays so. */
	async settled(): Promise<void> {
		this.decide();
		await sleep(STARTING_MS);
		const isSettled = async () => {
			// A gate that was on its way to sleep when the others were decided.
			this.decide();
			return (await this.executions()).every(({ status }) => !OPEN.includes(status)) || undefined;
		};
		const options = { what: 'all executions ended', timeoutSeconds: ALL_AWAKE_WITHIN_SECONDS, everyMs: 3000 };
		await poll(isSettled, options).catch((error: Error) => console.error(error.message));
		await sleep(1000);
	}
}
