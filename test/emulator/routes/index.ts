import type { Routes } from '../context';
import type { Generation } from '../settings';
import { a2aTasks } from './a2aTasks';
import { assets } from './assets';
import { agents } from './agents/agents';
import { execute } from './agents/execute';
import { files } from './agents/files';
import { guardrails, scanners } from './agents/guardrails';
import { playground } from './agents/playground';
import { agentVersions } from './agents/versions';
import { approvals } from './approvals';
import { chat, chatFeedback } from './chat';
import { costs } from './costs';
import { credentials } from './credentials';
import { dashboard } from './dashboard';
import { dataSources } from './dataSources';
import { executionApprovals } from './executionApprovals';
import { executions, executionTree } from './executions';
import { llmModels } from './llmModels';
import { mcpTemplates } from './mcpTemplates';
import { mcpTools } from './mcpTools';
import { memories } from './memories';
import { promptRun, prompts } from './prompts';
import { scoreConfigs } from './scoreConfigs';
import { scores } from './scores';
import { sessions } from './sessions';
import { streams } from './stream';
import { templates } from './templates';
import { traces } from './traces';
import { traceIngest } from './traceIngest';
import { traceSummary } from './traceSummary';
import { triggers } from './triggers';
import { webhookTriggers } from './webhookTriggers';

export { a2a } from './a2a';
export { hooks } from './hooks';

/** Everything below `/api/v1` that needs an API key: what every generation has, and what only one has. */
const ROUTES: Record<'every' | Generation, Routes[]> = {
	every: [
		agents,
		agentVersions,
		guardrails,
		execute,
		a2aTasks,
		prompts,
		chat,
		streams,
		executions,
		traces,
		credentials,
		dataSources,
		mcpTools,
		mcpTemplates,
		llmModels,
	],
	1: [
		promptRun,
		memories,
		approvals,
		scores,
		scoreConfigs,
		sessions,
		costs,
		dashboard,
		templates,
		webhookTriggers,
	],
	2: [
		executionApprovals,
		executionTree,
		traceSummary,
		traceIngest,
		triggers,
		playground,
		files,
		assets,
		scanners,
		chatFeedback,
	],
};

/** The routes of one generation; the other's are unknown to the router. */
export function apiRoutes(generation: Generation): Routes[] {
	return [...ROUTES.every, ...ROUTES[generation]];
}
