import { additionalFields, bodyField, pathField } from '../../shared/operation/fields';
import { locator } from '../../shared/operation/locators';
import type { Resource } from '../../shared/operation/types';
import { versionOperations } from '../../shared/operation/versionOperations';
import { createDataSourceVersion } from '../createDataSourceVersion';
import { parametersForm, parametersJson } from '../queryParameters';

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
			description: 'Give a data source a new version: its connection, its query and the parameters of it',
			run: createDataSourceVersion,
			fields: [
				pathField(locator('searchDataSources')),
				bodyField({
					displayName: 'Version',
					name: 'version',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 1.0.0',
					description: 'Name of the new version. Any text that no other version of the data source has.',
				}),
				parametersForm,
				additionalFields([
					bodyField({
						displayName: 'Cache Timeout',
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
					bodyField({
						displayName: 'Message',
						name: 'message',
						type: 'string',
						default: '',
						placeholder: 'e.g. Only paid orders',
						description: 'What is new in this version',
					}),
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
					bodyField({
						displayName: 'Set Current',
						name: 'setCurrent',
						type: 'boolean',
						default: true,
						description: 'Whether the new version becomes the current one at once',
					}),
				]),
			],
		},
		...versionOperations({
			entry: 'data source',
			path: '/api/v1/data-sources/{dataSourceId}',
			search: 'searchDataSources',
			searchVersions: 'searchDataSourceVersions',
		}),
	],
};
