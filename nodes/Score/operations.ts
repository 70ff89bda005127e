import type { NodeOperations } from '../shared/operation/model/types';
import { configResource } from './resources/config';
import { scoreResource } from './resources/score';

/** All that the node offers. */
export const operations: NodeOperations = { resources: [scoreResource, configResource] };
