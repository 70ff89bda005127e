import type { INodeProperties } from 'n8n-workflow';

import { additionalFields, bodyField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { tableRows } from '../tableRows';

/** Warehouses that sleep need a while to wake up. */
const QUERY_SECONDS = 120;

const dataSource = pathField(locator('searchDataSources'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Orders',
};

const description = bodyField({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Orders of the web shop',
	description: 'What the data source contains',
});

const parameters = additionalFields([
	bodyField({
		displayName: 'Parameters',
		name: 'parameters',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"city": "London"}',
		description: 'A JSON object with a value for each parameter of the query, by name',
	}),
]);

/** The `dataSource` resource: databases and files that agents read. */
export const dataSourceResource: Resource = {
	value: 'dataSource',
	name: 'Data Source',
	defaultOperation: 'query',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create data source',
			description: 'Create a data source; give it a version before it can be queried',
			request: { method: 'POST', path: '/api/v1/data-sources' },
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new data source' }),
				bodyField({
					displayName: 'Type',
					name: 'type',
					type: 'options',
					required: true,
					options: [
						{ name: 'BigQuery', value: 'bigquery' },
						{ name: 'ClickHouse', value: 'clickhouse' },
						{ name: 'Microsoft SQL Server', value: 'mssql' },
						{ name: 'MySQL', value: 'mysql' },
						{ name: 'PostgreSQL', value: 'postgresql' },
						{ name: 'Redshift', value: 'redshift' },
						{ name: 'Snowflake', value: 'snowflake' },
						{ name: 'Static File', value: 'static_file' },
					],
					default: 'postgresql',
					description: 'What kind of database or file it is. It cannot be changed later.',
				}),
				additionalFields([description]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete data source',
			description: 'Delete a data source from PromptRails permanently; the database itself is left alone',
			request: { method: 'DELETE', path: '/api/v1/data-sources/{dataSourceId}' },
			result: 'deleted',
			fields: [dataSource],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get data source',
			description: 'Get one data source',
			request: { method: 'GET', path: '/api/v1/data-sources/{dataSourceId}' },
			fields: [dataSource],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many data sources',
			description: 'Get a list of data sources, newest first',
			request: { method: 'GET', path: '/api/v1/data-sources' },
			result: 'paged',
			fields: [],
		},
		{
			value: 'previewQuery',
			name: 'Preview Query',
			action: 'Preview query of data source',
			description: 'Run a query template that is not stored yet against a data source and return its rows',
			request: { method: 'POST', path: '/api/v1/data-sources/{dataSourceId}/preview-query' },
			simplify: tableRows,
			timeoutSeconds: QUERY_SECONDS,
			fields: [
				dataSource,
				bodyField({
					displayName: 'Query Template',
					name: 'queryTemplate',
					type: 'string',
					typeOptions: { rows: 4 },
					required: true,
					default: '',
					placeholder: 'e.g. SELECT * FROM customers WHERE city = :city',
					description: 'The query, with a placeholder such as :city or {{ city }} for each parameter',
				}),
				parameters,
			],
		},
		{
			value: 'query',
			name: 'Query',
			action: 'Query data source',
			description: 'Run the query of the current version of a data source and return its rows, one item each',
			request: { method: 'POST', path: '/api/v1/data-sources/{dataSourceId}/query' },
			simplify: tableRows,
			timeoutSeconds: QUERY_SECONDS,
			fields: [dataSource, parameters],
		},
		{
			value: 'testConnection',
			name: 'Test Connection',
			action: 'Test connection of data source',
			description: 'Check whether PromptRails reaches the database behind a data source',
			request: {
				method: 'POST',
				path: '/api/v1/data-sources/{dataSourceId}/test-connection',
				expects: 'any',
			},
			timeoutSeconds: QUERY_SECONDS,
			fields: [dataSource],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update data source',
			description: 'Change the name, description or status of a data source',
			request: { method: 'PATCH', path: '/api/v1/data-sources/{dataSourceId}' },
			fields: [
				dataSource,
				additionalFields([
					description,
					bodyField({ ...nameProperty, description: 'New name of the data source' }),
					bodyField({
						displayName: 'Status',
						name: 'status',
						type: 'string',
						default: '',
						placeholder: 'e.g. active',
						description: 'New status, as PromptRails names it',
					}),
				]),
			],
		},
	],
};
