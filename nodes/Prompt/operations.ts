import type { NodeOperations } from '../shared/operation/model/types';
import { promptResource } from './resources/prompt';
import { versionResource } from './resources/version';

/** All that the node offers. */
export const operations: NodeOperations = { resources: [promptResource, versionResource] };
