import type * as files from './fileRows';
import { IdSequence, namedId } from './ids';
import type * as rows from './rows';
import { Table } from './table';
import type * as workspace from './workspaceRows';

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
	readonly credentials = new Table<workspace.Credential>();
	readonly dataSources = new Table<workspace.DataSource>();
	readonly dataSourceVersions = new Table<workspace.DataSourceVersion>();
	readonly chatSessions = new Table<workspace.ChatSession>();
	readonly chatMessages = new Table<workspace.ChatMessage>();
	readonly mcpTools = new Table<workspace.McpTool>();
	readonly mcpTemplates = new Table<workspace.McpTemplate>();
	readonly templates = new Table<workspace.FlowTemplate>();
	readonly scores = new Table<workspace.Score>();
	readonly scoreConfigs = new Table<workspace.ScoreConfig>();
	readonly webhookTriggers = new Table<workspace.WebhookTrigger>();
	readonly tasks = new Table<workspace.Task>();
	readonly files = new Table<files.AgentFile>();
	readonly assets = new Table<files.Asset>();
	readonly feedback = new Table<files.Feedback>();

	/** `skewMs`: how far the server's clock is ahead. */
	constructor(private readonly skewMs: () => number = () => 0) {}

	/** The time on the server's clock, which every stored timestamp comes from. */
	now(): Date {
		return new Date(Date.now() + this.skewMs());
	}

	/** Empties every table. */
	clear(): void {
		for (const value of Object.values(this)) if (value instanceof Table) value.clear();
	}

	/** The columns that every new object gets. */
	stamp(at = this.now()) {
		return { id: this.ids.next(), created_at: at.toISOString() };
	}

	/** The columns that every new object of the workspace gets. */
	ownedStamp(at = this.now()) {
		return { ...this.stamp(at), workspace_id: this.workspaceId, updated_at: at.toISOString() };
	}

	/** The version that runs when none is asked for. */
	currentAgentVersion(agentId: string): rows.AgentVersion | undefined {
		return current(this.agentVersions, 'agent_id', agentId);
	}

	/** The version that is rendered when none is asked for. */
	currentPromptVersion(promptId: string): rows.PromptVersion | undefined {
		return current(this.promptVersions, 'prompt_id', promptId);
	}

	/** The version that is queried. */
	currentDataSourceVersion(dataSourceId: string): workspace.DataSourceVersion | undefined {
		return current(this.dataSourceVersions, 'data_source_id', dataSourceId);
	}
}

function current<T extends rows.Version>(table: Table<T>, column: keyof T, ownerId: string): T | undefined {
	return table.where((one) => one[column] === ownerId && one.is_current)[0];
}
