import { additionalFields, bodyField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { newVersionFields, versionOperations } from '../../shared/operation/model/versionOperations';
import { createDataSourceVersion } from '../createDataSourceVersion';
import { parametersForm, parametersJson } from '../queryParameters';

const SIMPLE_VERSION = [
	'id',
	'data_source_id',
	'version',
	'is_current',
	'message',
	'query_template',
	'parameters',
	'credential_id',
	'output_format',
	'created_at',
];

const created = newVersionFields('data source', 'Only open orders');

/** The `dataSourceVersion` resource: the queries of data sources, of which one is current. */
export const dataSourceVersionResource: Resource = {
	value: 'dataSourceVersion',
	name: 'Data Source Version',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create data source version',
			description:
				'Give a data source a new version: its connection, its query and the parameters of the query',
			request: { method: 'POST', path: '/api/v1/data-sources/{dataSourceId}/versions' },
			run: createDataSourceVersion,
			simplify: SIMPLE_VERSION,
			fields: [
				pathField(locator('searchDataSources')),
				created.version,
				parametersForm,
				additionalFields([
					bodyField({
						displayName: 'Cache Timeout (Seconds)',
						name: 'cacheTimeout',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 0 },
						default: 0,
						description: 'How many seconds an answer may be reused. 0 turns the cache off.',
					}),
					bodyField({
						displayName: 'Connection Config',
						name: 'connectionConfig',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"host": "db.example.com", "port": 5432, "database": "shop"}',
						description:
							'A JSON object that says where the database is. Its password belongs in the credential.',
					}),
					bodyField(
						locator('searchCredentials', {
							required: false,
							description: 'The credential to connect with, picked from the list or given by its ID',
						}),
					),
					created.message,
					bodyField({
						displayName: 'Output Format',
						name: 'outputFormat',
						type: 'string',
						default: 'json',
						placeholder: 'e.g. json',
						description: 'The format in which agents get the rows, as PromptRails names it',
					}),
					parametersJson,
					bodyField({
						displayName: 'Query Template',
						name: 'queryTemplate',
						type: 'string',
						typeOptions: { rows: 4 },
						default: '',
						placeholder: 'e.g. SELECT * FROM customers WHERE city = :city',
						description: 'The query, with a placeholder such as :city or {{ city }} for each parameter',
					}),
					created.setCurrent,
				]),
			],
		},
		...versionOperations({
			entry: 'data source',
			path: '/api/v1/data-sources/{dataSourceId}',
			search: 'searchDataSources',
			searchVersions: 'searchDataSourceVersions',
			simplify: SIMPLE_VERSION,
		}),
	],
};
