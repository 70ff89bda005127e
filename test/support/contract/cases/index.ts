import type { CaseBuilder } from '../contractCase';
import { agentCases } from './agent';
import { agentPartCases } from './agentParts';
import { agentVersionCases } from './agentVersion';
import { approvalCases } from './approval';
import { chatCases } from './chat';
import { executionCases } from './execution';
import { memoryCases } from './memory';
import { promptCases } from './prompt';
import { scoreCases } from './score';
import { secondAgentCases } from './second/agent';
import { agentFileCases } from './second/agentFiles';
import { secondChatCases } from './second/chat';
import { secondExecutionCases } from './second/execution';
import { secondWorkspaceCases } from './second/workspace';
import { workspaceCatalogueCases } from './workspaceCatalogue';
import { workspaceCredentialCases } from './workspaceCredentials';
import { workspaceDataSourceCases } from './workspaceDataSources';
import { workspaceToolCases } from './workspaceTools';
import { workspaceTriggerCases } from './workspaceTriggers';

/** The cases of every node, by the generation of the API that they run against. */
export const builders: Record<1 | 2, CaseBuilder[]> = {
	1: [
		agentCases,
		agentPartCases,
		agentVersionCases,
		approvalCases,
		chatCases,
		executionCases,
		memoryCases,
		promptCases,
		scoreCases,
		workspaceCatalogueCases,
		workspaceCredentialCases,
		workspaceDataSourceCases,
		workspaceToolCases,
		workspaceTriggerCases,
	],
	2: [secondAgentCases, agentFileCases, secondChatCases, secondExecutionCases, secondWorkspaceCases],
};
