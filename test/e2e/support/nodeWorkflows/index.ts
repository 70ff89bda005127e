import type { Emulator } from '../../../emulator';
import type { NodeWorkflow } from '../nodeWorkflow';
import { aboutAnswers } from './answers';
import { aboutDefinitions } from './definitions';
import { aboutWorkspace } from './workspace';

/** What the emulator starts from. */
export type Ids = Emulator['ids'];

/** The workflows of every node. */
export const nodeWorkflows = (ids: Ids): NodeWorkflow[] => [
	...aboutDefinitions(ids),
	...aboutAnswers(ids),
	...aboutWorkspace(ids),
];
