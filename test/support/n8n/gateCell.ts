import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import {
	errorOf,
	type Execution,
	jsonOf,
	poll,
	type SavedWorkflow,
	type WorkflowDefinition,
} from '../../host';
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
import { called, CALLER, caller, callingTool, emptied, hooked, telling } from './gateWays';
import { AI_AGENT, toolWorkflow, withTool } from './toolWorkflow';
import { type FakeChatModel, startFakeChatModel } from './fakeChatModel';
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
	private saved?: SavedWorkflow;
	/** The chat model of what calls the gate. */
	protected model?: FakeChatModel;
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
		await this.model?.close();
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
		const { ids, one } = this;
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
		} else if (one.isAgentCalled) {
			const child = await client.createWorkflow(called(workflow));
			// n8n lets a tool call published workflows alone.
			await client.publish(child);
			this.model = await startFakeChatModel({ id: ids[0] });
			const agent = await toolWorkflow(client, this.model, 'any', this.bench.credentials);
			const parent = await client.createWorkflow(withTool(agent, callingTool(child)));
			this.callerId = await client.startManually(parent, TRIGGER);
			this.executionId = await this.executionOf(child);
		} else {
			const saved = await client.createWorkflow(
				one.isUnsaved ? this.telling(workflow, `${emulator.url}${this.told}`) : workflow,
			);
			this.saved = saved;
			if (one.isPartial) {
				const before = await client.ended(await client.startStep(saved, TRIGGER, TRIGGER));
				this.executionId = await client.startPartially(
					saved,
					before.data.resultData.runData,
					this.destination,
				);
			} else {
				this.executionId = one.step
					? await client.startStep(saved, TRIGGER, this.stepped)
					: await this.run(saved);
			}
		}
	}

	/** Runs the workflow by hand. @returns the ID of the execution */
	protected async run(workflow: SavedWorkflow): Promise<string> {
		return await this.bench.client.startManually(workflow, TRIGGER);
	}

	/** The node that *Execute step* runs. */
	protected readonly stepped: string = GATE;

	/** The node up to which a partial run goes. */
	protected get destination(): string {
		return GATES[this.gate].outputs[1];
	}

	/** The workflow, which itself says at an address what came of it. */
	protected telling(workflow: WorkflowDefinition, address: string): WorkflowDefinition {
		return telling(workflow, address);
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
		if (this.one.isRemoved && this.saved) await client.change(this.saved, emptied(this.saved));
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
			return this.read([decodeURIComponent(path.split('/').at(-1) ?? '')]);
		}
		const execution = await client.ended(this.executionId, ENDED, WAKES_WITHIN_SECONDS);
		const failure = this.failsFirstWith;
		if (failure !== undefined) {
			expect(errorOf(execution)?.message).toContain(failure);
			this.mend();
			return this.result(await client.ended(await client.retry(this.executionId), ENDED));
		}
		if (this.call) expect((await this.call).status).toBe(200);
		if (this.callerId) {
			const parent = await client.ended(this.callerId, ENDED, WAKES_WITHIN_SECONDS);
			if (parent.status !== 'success') return `The calling workflow fails: ${errorOf(parent)?.message}`;
			if (this.one.isAgentCalled) return `${this.result(execution)}; ${this.toldTo(parent)}`;
			expect(jsonOf(parent, CALLER)).toHaveLength(this.things.length);
		}
		return this.result(execution);
	}

	/** Removes why the execution failed. */
	protected mend(): void {
		this.things.forEach(({ settle }) => settle());
	}

	/** What the execution that is retried failed with; undefined where none is. */
	protected get failsFirstWith(): string | undefined {
		return this.one.isRetried ? 'The waiting limit is over' : undefined;
	}

	/** What texts, one an item, say of the outputs. */
	protected read(texts: string[]): string {
		return texts.join(', ');
	}

	/** Whether the model of an AI Agent that called the workflow was told what came of it. */
	private toldTo(parent: Execution): string {
		const said = String(jsonOf(parent, AI_AGENT)[0]?.output);
		return said.includes(this.ids[0] ?? '') && /approved|completed/.test(said)
			? 'the model was told so'
			: `the model was told: ${said}`;
	}

	private result(execution: Execution): string {
		if (execution.status === 'success') return this.left(execution);
		return execution.status === 'error'
			? `Error: ${errorOf(execution)?.message.split('\n')[0]}`
			: execution.status;
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
