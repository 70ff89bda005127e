import type { NodeOperations } from '../shared/operation/model/types';
import { approvalResource } from './resources/approval';

/** All that the node offers. */
export const operations: NodeOperations = { resources: [approvalResource] };
