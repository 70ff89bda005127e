import { type ExecutionRow, executionRows, type RunningHost } from '../../host';
import { sharedHost } from './sharedHost';
import { SleepingGates } from './sleepingGates';
import { Stage } from './stage';

/** Gates that sleep in an n8n of their own, which can be killed. */
export class KillableGates extends SleepingGates {
	private constructor(private readonly stage: Stage) {
		super(stage);
	}

	static async open(): Promise<KillableGates> {
		return new KillableGates(await Stage.open(sharedHost()));
	}

	async close(): Promise<void> {
		await this.stage.close();
	}

	get host(): RunningHost {
		return this.stage.host;
	}

	/** Ends n8n as a crash would. */
	async kill(): Promise<void> {
		await this.stage.kill();
	}

	/** Starts n8n again in the same folder. */
	async startAgain(): Promise<void> {
		await this.stage.startAgain();
	}

	/** The executions as they stand in n8n's database file, with n8n or without it. */
	async rows(): Promise<ExecutionRow[]> {
		return await executionRows(this.host);
	}
}
