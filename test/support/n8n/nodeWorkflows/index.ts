import type { Ids, NodeWorkflow } from '../nodeWorkflow';
import { aboutAnswers } from './answers';
import { aboutDefinitions } from './definitions';
import { aboutWorkspace } from './workspace';

/** The workflows of every node. */
export const nodeWorkflows = (ids: Ids): NodeWorkflow[] => [
	...aboutDefinitions(ids),
	...aboutAnswers(ids),
	...aboutWorkspace(ids),
];
