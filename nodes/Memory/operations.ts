import type { NodeOperations } from '../shared/operation/model/types';
import { memoryResource } from './resources/memory';

/** All that the node offers. */
export const operations: NodeOperations = { resources: [memoryResource] };
