import type { NodeOperations } from '../shared/operation/model/types';
import { a2aResource } from './resources/a2a';
import { agentResource } from './resources/agent';
import { fileResource } from './resources/file';
import { guardrailResource } from './resources/guardrail';
import { versionResource } from './resources/version';

/** All that the node offers. */
export const operations: NodeOperations = {
	resources: [agentResource, versionResource, guardrailResource, fileResource, a2aResource],
};
