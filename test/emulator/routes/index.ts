import type { Routes } from '../context';
import { a2aTasks } from './a2aTasks';
import { agents } from './agents/agents';
import { execute } from './agents/execute';
import { guardrails } from './agents/guardrails';
import { agentVersions } from './agents/versions';
import { approvals } from './approvals';
import { chat } from './chat';
import { costs } from './costs';
import { credentials } from './credentials';
import { dashboard } from './dashboard';
import { dataSources } from './dataSources';
import { executions } from './executions';
import { llmModels } from './llmModels';
import { mcpTemplates } from './mcpTemplates';
import { mcpTools } from './mcpTools';
import { memories } from './memories';
import { prompts } from './prompts';
import { scoreConfigs } from './scoreConfigs';
import { scores } from './scores';
import { sessions } from './sessions';
import { streams } from './stream';
import { templates } from './templates';
import { traces } from './traces';
import { webhookTriggers } from './webhookTriggers';

export { a2a } from './a2a';
export { hooks } from './hooks';

/** Everything below `/api/v1` that needs an API key. */
export const apiRoutes: Routes[] = [
	agents,
	agentVersions,
	guardrails,
	execute,
	a2aTasks,
	prompts,
	chat,
	streams,
	memories,
	approvals,
	scores,
	scoreConfigs,
	executions,
	traces,
	sessions,
	costs,
	dashboard,
	credentials,
	dataSources,
	mcpTools,
	mcpTemplates,
	llmModels,
	templates,
	webhookTriggers,
];
