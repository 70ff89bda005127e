import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/model/types';
import { declaredParameters } from './queryParameters';

/** Creates a version of a data source, with the parameters that its query declares. */
export async function createDataSourceVersion(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const parameters = declaredParameters(item);
	return await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, ...(parameters ? { parameters } : {}) },
	});
}
