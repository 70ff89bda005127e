import type { NodeOperations } from '../shared/operation/model/types';
import { messageResource } from './resources/message';
import { sessionResource } from './resources/session';

/** All that the node offers. */
export const operations: NodeOperations = { resources: [messageResource, sessionResource] };
