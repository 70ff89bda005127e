import type { NodeOperations } from '../shared/operation/model/types';
import { assetResource } from './resources/asset';
import { costResource } from './resources/cost';
import { dashboardResource } from './resources/dashboard';
import { executionResource } from './resources/execution';
import { sessionResource } from './resources/session';
import { traceResource } from './resources/trace';

/** All that the node offers. */
export const operations: NodeOperations = {
	resources: [
		executionResource,
		traceResource,
		assetResource,
		sessionResource,
		costResource,
		dashboardResource,
	],
};
