import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsWorkspace';

const LONDONERS = [
	{ id: 1, name: 'Ada', city: 'London' },
	{ id: 4, name: 'Katherine', city: 'London' },
];

/** The data sources of the Workspace node, and their versions. */
export const workspaceDataSourceCases: CaseBuilder = ({ credentials, dataSources, dataSourceVersions }) => {
	const customers = `/api/v1/data-sources/${dataSources.customers}`;
	const versions = `/api/v1/data-sources/${dataSources.empty}/versions`;
	return [
		...casesOf(NODE, 'dataSource', [
			{
				operation: 'create',
				parameters: {
					name: 'Orders',
					type: 'bigquery',
					additionalFields: { description: 'Orders of the shop' },
				},
				requests: [
					{
						method: 'POST',
						path: '/api/v1/data-sources',
						body: { name: 'Orders', type: 'bigquery', description: 'Orders of the shop' },
					},
				],
				items: [expect.objectContaining({ id: expect.any(String), name: 'Orders', type: 'bigquery' })],
			},
			{
				operation: 'get',
				parameters: { dataSourceId: byId(dataSources.customers) },
				requests: [{ method: 'GET', path: customers }],
				items: [expect.objectContaining({ id: dataSources.customers, name: 'Customers' })],
			},
			{
				operation: 'getAll',
				parameters: { returnAll: true },
				requests: [{ method: 'GET', path: '/api/v1/data-sources', query: { page: '1', limit: '100' } }],
				items: [
					expect.objectContaining({ id: dataSources.customers }),
					expect.objectContaining({ id: dataSources.empty }),
				],
			},
			{
				operation: 'update',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					additionalFields: { name: 'Buyers', description: 'Who buys', status: 'archived' },
				},
				requests: [
					{
						method: 'PATCH',
						path: customers,
						body: { name: 'Buyers', description: 'Who buys', status: 'archived' },
					},
				],
				items: [expect.objectContaining({ name: 'Buyers', description: 'Who buys', status: 'archived' })],
			},
			{
				operation: 'delete',
				parameters: { dataSourceId: byId(dataSources.empty) },
				requests: [{ method: 'DELETE', path: `/api/v1/data-sources/${dataSources.empty}` }],
				items: [{ deleted: true }],
			},
			{
				operation: 'query',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					additionalFields: { parameters: '{"city": "London"}' },
				},
				requests: [{ method: 'POST', path: `${customers}/query`, body: { parameters: { city: 'London' } } }],
				items: LONDONERS,
			},
			{
				operation: 'query',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					simplify: false,
					additionalFields: { parameters: '{"city": "Helsinki"}' },
				},
				requests: [
					{ method: 'POST', path: `${customers}/query`, body: { parameters: { city: 'Helsinki' } } },
				],
				items: [
					{
						columns: ['id', 'name', 'city'],
						rows: [[3, 'Linus', 'Helsinki']],
						row_count: 1,
						duration_ms: expect.any(Number),
					},
				],
			},
			{
				operation: 'previewQuery',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					queryTemplate: 'SELECT name, orders FROM customers WHERE city = {{ city }}',
					additionalFields: { parameters: '{"city": "New York"}' },
				},
				requests: [
					{
						method: 'POST',
						path: `${customers}/preview-query`,
						body: {
							query_template: 'SELECT name, orders FROM customers WHERE city = {{ city }}',
							parameters: { city: 'New York' },
						},
					},
				],
				items: [{ name: 'Grace', orders: 7 }],
			},
			{
				operation: 'testConnection',
				parameters: { dataSourceId: byId(dataSources.customers) },
				requests: [{ method: 'POST', path: `${customers}/test-connection`, body: {} }],
				items: [{ success: true, message: 'connection ok' }],
			},
		]),
		...casesOf(NODE, 'dataSourceVersion', [
			{
				operation: 'create',
				parameters: {
					dataSourceId: byId(dataSources.empty),
					version: '2.0.0',
					parameters: {
						parameter: [
							{
								name: 'city',
								type: 'string',
								required: true,
								default: '',
								description: 'City of the customer',
							},
							{ name: 'orders', type: 'number', required: false, default: '3', description: '' },
						],
					},
					additionalFields: {
						queryTemplate: 'SELECT name FROM customers WHERE city = :city AND orders = :orders',
						credentialId: byId(credentials.warehouse),
						connectionConfig: '{"host": "db.example.com", "port": 5432}',
						cacheTimeout: 60,
						outputFormat: 'csv',
						setCurrent: true,
						message: 'By city',
					},
				},
				requests: [
					{
						method: 'POST',
						path: versions,
						body: {
							version: '2.0.0',
							query_template: 'SELECT name FROM customers WHERE city = :city AND orders = :orders',
							credential_id: credentials.warehouse,
							connection_config: { host: 'db.example.com', port: 5432 },
							cache_timeout: 60,
							output_format: 'csv',
							set_current: true,
							message: 'By city',
							parameters: [
								{ name: 'city', type: 'string', required: true, description: 'City of the customer' },
								{ name: 'orders', type: 'number', required: false, default: 3, description: '' },
							],
						},
					},
				],
				items: [
					expect.objectContaining({
						version: '2.0.0',
						is_current: true,
						data_source_id: dataSources.empty,
						parameters: [
							expect.objectContaining({ name: 'city' }),
							expect.objectContaining({ name: 'orders' }),
						],
					}),
				],
			},
			{
				operation: 'create',
				parameters: {
					dataSourceId: byId(dataSources.empty),
					version: '2.1.0',
					additionalFields: { parametersJson: '[{"name": "city", "type": "string"}]' },
				},
				requests: [
					{
						method: 'POST',
						path: versions,
						body: { version: '2.1.0', parameters: [{ name: 'city', type: 'string' }] },
					},
				],
				items: [expect.objectContaining({ version: '2.1.0', is_current: false })],
			},
			{
				operation: 'getAll',
				parameters: { dataSourceId: byId(dataSources.customers), returnAll: true },
				requests: [{ method: 'GET', path: `${customers}/versions` }],
				items: [
					expect.objectContaining({ id: dataSourceVersions.customersCurrent, is_current: true }),
					expect.objectContaining({ id: dataSourceVersions.customers, is_current: false }),
				],
			},
			{
				operation: 'promote',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					versionId: byId(dataSourceVersions.customers),
				},
				requests: [
					{
						method: 'PUT',
						path: `${customers}/versions/${dataSourceVersions.customers}/promote`,
						body: {},
					},
				],
				items: [expect.objectContaining({ id: dataSourceVersions.customers, is_current: true })],
			},
		]),
	];
};
