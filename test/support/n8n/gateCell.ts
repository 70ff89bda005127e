import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { errorOf, type Execution, jsonOf, poll, type WorkflowDefinition } from '../../host';
import type { Fixture } from './fixture';
import {
	BESIDE,
	caseWorkflow,
	cellKey,
	GATE,
	type GateCase,
	type GateName,
	GATES,
	type Mode,
} from './gateCases';
import { called, CALLER, caller, hooked, telling } from './gateWays';
import { TRIGGER } from './workflows';

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);
/** Some gates wake twice; n8n looks for due executions once a minute. */
const WAKES_WITHIN_SECONDS = 300;

/** What a gate of each name waits for, until it is settled. */
function open(emulator: Emulator, gate: GateName, count: number): Array<{ id: string; settle: () => void }> {
	if (gate === 'approval') {
		return emulator
			.requestApprovals(count)
			.map(({ id }) => ({ id, settle: () => void emulator.decide(id, 'approved') }));
	}
	return emulator.finishExecutions(count).map((run) => {
		const { id, status } = run;
		run.status = 'running';
		return { id, settle: () => void (run.status = status) };
	});
}

/** One cell of the table: a gate in a mode, under a setting or in a way to run. */
export class GateCell {
	private executionId = '';
	private callerId?: string;
	private call?: Promise<Response>;
	/** When its gate had looked, in ms since 1970. */
	private lookedAt = 0;
	private readonly things: ReturnType<typeof open>;

	/** @param bench an n8n with the credential, and the server */
	constructor(
		protected readonly bench: Fixture,
		readonly one: GateCase,
		readonly gate: GateName,
		readonly mode: Mode,
	) {
		this.things = open(bench.emulator, gate, one.items ?? 1);
	}

	get key(): string {
		return cellKey(this.one.row, this.gate, this.mode);
	}

	/** Ends what was started for it beside n8n. */
	async close(): Promise<void> {
		// Nothing was.
	}

	private get told(): string {
		return `/left/${this.things[0]?.id}`;
	}

	protected get ids(): string[] {
		return this.things.map(({ id }) => id);
	}

	/** The workflow with the gate, behind a trigger that gives IDs. */
	protected async workflow(): Promise<WorkflowDefinition> {
		const { bench, gate, mode, one } = this;
		return caseWorkflow(one, { gate, mode, credentials: bench.credentials }, this.ids);
	}

	async start(): Promise<void> {
		const { client, emulator } = this.bench;
		const { gate, ids, one } = this;
		const workflow = await this.workflow();
		if (one.isProduction) {
			const { workflow: published, path } = hooked(workflow);
			const saved = await client.createWorkflow(published);
			await client.publish(saved);
			// n8n answers when it is the execution's turn.
			this.call = client.webhook(path, { id: ids[0] });
			this.executionId = await this.executionOf(saved);
		} else if (one.isCalled) {
			const child = await client.createWorkflow(called(workflow));
			const items = ids.map((id): IDataObject => ({ id }));
			this.callerId = await client.startManually(await client.createWorkflow(caller(child, items)), TRIGGER);
			this.executionId = await this.executionOf(child);
		} else {
			const saved = await client.createWorkflow(
				one.isUnsaved ? telling(workflow, `${emulator.url}${this.told}`) : workflow,
			);
			if (one.isPartial) {
				const before = await client.ended(await client.startStep(saved, TRIGGER, TRIGGER));
				const [, branch = ''] = GATES[gate].outputs;
				this.executionId = await client.startPartially(saved, before.data.resultData.runData, branch);
			} else {
				this.executionId = one.step
					? await client.startStep(saved, TRIGGER, GATE)
					: await client.startManually(saved, TRIGGER);
			}
		}
	}

	private async executionOf(workflow: { id: string }): Promise<string> {
		const first = async () => (await this.bench.client.executionsOf(workflow))[0];
		return await poll(first, { what: `${this.key} starts`, timeoutSeconds: 60 });
	}

	/** Waits until the gate has looked, or its execution waits for its turn; and stops it where the case wants that. */
	async looks(): Promise<void> {
		const { client, emulator } = this.bench;
		const hasLooked = async (): Promise<true | undefined> => {
			const status = await this.status();
			const asked = emulator
				.requests({ method: 'GET' })
				.some(({ path }) => path.endsWith(this.things[0]?.id ?? ''));
			return ENDED.has(status) || status === 'waiting' || (this.mode === 'hold' && asked) || status === 'new'
				? true
				: undefined;
		};
		await poll(hasLooked, { what: `${this.key} looks`, timeoutSeconds: 60 });
		this.lookedAt = Date.now();
		if (this.one.stopped) await client.session.request('POST', `/rest/executions/${this.executionId}/stop`);
	}

	/** The status of the execution. */
	async status(): Promise<string> {
		return await this.bench.client.status(this.executionId);
	}

	/** What the gate waits for comes to its end, unless the case wants it to stay open. */
	settle(): void {
		if (!this.one.staysOpen) this.things.forEach(({ settle }) => settle());
	}

	/** What came of it: the outputs by which items left, with their number; or the end of the execution. */
	async outcome(): Promise<string> {
		const { client, emulator } = this.bench;
		if (this.one.isUnsaved) {
			const left = async () => emulator.requests({ path: `${this.told}/*` })[0];
			const { path } = await poll(left, { what: `${this.key} leaves`, timeoutSeconds: WAKES_WITHIN_SECONDS });
			return decodeURIComponent(path.split('/').at(-1) ?? '');
		}
		const execution = await client.ended(this.executionId, ENDED, WAKES_WITHIN_SECONDS);
		if (this.one.isRetried) {
			expect(errorOf(execution)?.message).toContain('The waiting limit is over');
			this.things.forEach(({ settle }) => settle());
			return this.result(await client.ended(await client.retry(this.executionId), ENDED));
		}
		if (this.call) expect((await this.call).status).toBe(200);
		if (this.callerId) {
			const parent = await client.ended(this.callerId, ENDED, WAKES_WITHIN_SECONDS);
			if (parent.status !== 'success') return `The calling workflow fails: ${errorOf(parent)?.message}`;
			expect(jsonOf(parent, CALLER)).toHaveLength(this.things.length);
		}
		return this.result(execution);
	}

	private result(execution: Execution): string {
		if (execution.status === 'success') return this.left(execution);
		return execution.status === 'error' ? `Error: ${errorOf(execution)?.message}` : execution.status;
	}

	/** By which outputs items left, in an execution that went well. */
	protected left(execution: Execution): string {
		const { runData } = execution.data.resultData;
		const { step } = this.one;
		const labels = [...GATES[this.gate].outputs, 'Error'];
		const counts = labels.map((label, output) => {
			const runs = step ? (runData[GATE] ?? []) : (runData[label] ?? []);
			return [label, runs.flatMap(({ data }) => data?.main[step ? output : 0] ?? []).length] as const;
		});
		const left = counts.flatMap(([label, count]) =>
			count > 0 ? [count > 1 ? `${label} (${count})` : label] : [],
		);
		const aside = runData[BESIDE]?.at(-1)?.startTime;
		if (aside === undefined) return left.join(', ');
		return `${left.join(', ')}; the branch ran ${aside < this.lookedAt ? 'before' : 'after'}`;
	}
}
