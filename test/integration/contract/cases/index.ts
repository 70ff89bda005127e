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
import { workspaceCatalogueCases } from './workspaceCatalogue';
import { workspaceCredentialCases } from './workspaceCredentials';
import { workspaceDataSourceCases } from './workspaceDataSources';
import { workspaceToolCases } from './workspaceTools';
import { workspaceTriggerCases } from './workspaceTriggers';

/** The cases of every node. */
export const builders: CaseBuilder[] = [
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
];
