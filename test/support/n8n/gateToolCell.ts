import type { IDataObject } from 'n8n-workflow';

import { type Execution, jsonOf, type SavedWorkflow, type WorkflowDefinition } from '../../host';
import { startFakeChatModel } from './fakeChatModel';
import { cellKey, gateNode } from './gateCases';
import { GateCell } from './gateCell';
import { tellingAfter } from './gateWays';
import { AI_AGENT, TOOL, toolWorkflow, withTool } from './toolWorkflow';
import { TRIGGER } from './workflows';

/** A gate as the tool of n8n's AI Agent, whose model repeats what the tool said. */
export class GateToolCell extends GateCell {
	override get key(): string {
		return cellKey(this.one.row, this.gate, this.mode, true);
	}

	protected override readonly stepped = AI_AGENT;

	protected override get destination(): string {
		return AI_AGENT;
	}

	protected override async workflow(): Promise<WorkflowDefinition> {
		const { bench, gate, ids, mode, one } = this;
		const { client, credentials } = bench;
		this.model = await startFakeChatModel(one.twoCalls ? ids.map((id) => ({ id })) : { id: ids[0] });
		if (one.modelFails) this.model.refuses = ({ messages }) => messages.at(-1)?.role === 'tool';
		const workflow = await toolWorkflow(client, this.model, 'any', credentials);
		const node = gateNode(
			one,
			{ gate, mode, credentials },
			"={{ $fromAI('id', 'What to wait for', 'string') }}",
		);
		const tool = {
			...node,
			type: `${node.type}Tool`,
			parameters: { ...node.parameters, toolDescription: 'Waits until it is settled' },
		};
		const items = (one.twoCalls ? ids.slice(0, 1) : ids).map((): IDataObject => ({ text: 'Wait for it' }));
		return {
			...withTool(workflow, tool),
			name: this.key,
			pinData: { [TRIGGER]: items.map((json) => ({ json })) },
			nodes: withTool(workflow, tool).nodes.map((each) =>
				each.name === AI_AGENT ? { ...each, parameters: { ...each.parameters, text: 'Wait for it' } } : each,
			),
			settings: { executionOrder: 'v1', ...one.workflow },
		};
	}

	protected override async run(workflow: SavedWorkflow): Promise<string> {
		const { client } = this.bench;
		return this.one.toolStep
			? await client.startTool(workflow, TRIGGER, TOOL, { id: this.ids[0] })
			: await super.run(workflow);
	}

	protected override telling(workflow: WorkflowDefinition, address: string): WorkflowDefinition {
		return tellingAfter(workflow, AI_AGENT, `${address}/{{ encodeURIComponent($json.output) }}`);
	}

	protected override get failsFirstWith(): string | undefined {
		return this.one.modelFails ? 'Bad request' : super.failsFirstWith;
	}

	protected override mend(): void {
		if (this.model) delete this.model.refuses;
	}

	/** What the model was told. */
	protected override left(execution: Execution): string {
		if (this.one.toolStep) {
			return this.read(jsonOf(execution, TOOL, 0, 'ai_tool').map((json) => JSON.stringify(json)));
		}
		// The first one, the one that failed, and the retry, which goes on with what the tool had answered.
		if (this.one.modelFails) expect(this.model?.requests).toHaveLength(3);
		if (this.one.twoCalls) return this.read(this.answers());
		return this.read(jsonOf(execution, AI_AGENT).map(({ output }) => String(output)));
	}

	/** What the tool said, one text a call. */
	private answers(): string[] {
		const { messages = [] } = this.model?.requests.at(-1) ?? {};
		return messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
	}

	protected override read(texts: string[]): string {
		const said = texts.map((text) => text.replaceAll('\\', ''));
		const outcomes = said.map((text, index) => {
			const [, outcome] = /"outcome":"([^"]+)"/.exec(text) ?? [];
			if (outcome !== undefined) expect(text).toContain(this.ids[this.one.twoCalls ? index : 0]);
			return outcome ?? text;
		});
		const [first = ''] = outcomes;
		if (new Set(outcomes).size > 1) return outcomes.join(', ');
		return outcomes.length > 1 ? `${first} (${outcomes.length})` : first;
	}
}
