import { type Execution, jsonOf, type WorkflowDefinition } from '../../host';
import { type FakeChatModel, startFakeChatModel } from './fakeChatModel';
import { cellKey, gateNode } from './gateCases';
import { GateCell } from './gateCell';
import { AI_AGENT, toolWorkflow, withTool } from './toolWorkflow';

/** A gate as the tool of n8n's AI Agent, whose model repeats what the tool said. */
export class GateToolCell extends GateCell {
	private model?: FakeChatModel;

	override get key(): string {
		return cellKey(this.one.row, this.gate, this.mode, true);
	}

	protected override async workflow(): Promise<WorkflowDefinition> {
		const { bench, gate, ids, mode, one } = this;
		const { client, credentials } = bench;
		this.model = await startFakeChatModel({ id: ids[0] });
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
		return { ...withTool(workflow, tool), settings: { executionOrder: 'v1', ...one.workflow } };
	}

	/** What the model was told. */
	protected override left(execution: Execution): string {
		const said = String(jsonOf(execution, AI_AGENT)[0]?.output).replaceAll('\\', '');
		const [, outcome] = /"outcome":"([^"]+)"/.exec(said) ?? [];
		if (outcome === undefined) return said;
		expect(said).toContain(this.ids[0]);
		return outcome;
	}

	override async close(): Promise<void> {
		await this.model?.close();
	}
}
