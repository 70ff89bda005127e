import { IdSequence, namedId } from './ids';
import type * as rows from './rows';
import { Table } from './table';

/** Everything the emulated workspace holds; tests may read and change it directly. */
export class Store {
	readonly workspaceId = namedId('workspace');
	readonly userId = namedId('user');
	readonly ids = new IdSequence();

	readonly agents = new Table<rows.Agent>();
	readonly agentVersions = new Table<rows.AgentVersion>();
	readonly guardrails = new Table<rows.Guardrail>();
	readonly memories = new Table<rows.Memory>();
	readonly executions = new Table<rows.Execution>();
	readonly approvals = new Table<rows.Approval>();
	readonly spans = new Table<rows.Span>();
	readonly prompts = new Table<rows.Prompt>();
	readonly promptVersions = new Table<rows.PromptVersion>();
	readonly llmModels = new Table<rows.LlmModel>();

	/** Empties every table. */
	clear(): void {
		for (const value of Object.values(this)) if (value instanceof Table) value.clear();
	}

	/** The columns that every new object gets. */
	stamp(at = new Date()) {
		return { id: this.ids.next(), created_at: at.toISOString() };
	}

	/** The columns that every new object of the workspace gets. */
	ownedStamp(at = new Date()) {
		return { ...this.stamp(at), workspace_id: this.workspaceId, updated_at: at.toISOString() };
	}

	/** The version that runs when none is asked for. */
	currentAgentVersion(agentId: string): rows.AgentVersion | undefined {
		return this.agentVersions.where((one) => one.agent_id === agentId && one.is_current)[0];
	}

	/** The version that is rendered when none is asked for. */
	currentPromptVersion(promptId: string): rows.PromptVersion | undefined {
		return this.promptVersions.where((one) => one.prompt_id === promptId && one.is_current)[0];
	}
}
