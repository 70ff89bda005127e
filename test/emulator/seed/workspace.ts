import { contentOf } from '../routes/credentials';
import { GENERIC, tokenColumns } from '../routes/webhookTriggers';
import { namedId } from '../store/ids';
import type { Store } from '../store/store';
import { agentIds } from './agents';

type Next = () => Date;

/** Ids of the seeded objects of the workspace. */
export const workspaceIds = {
	credentials: {
		openai: namedId('credential openai'),
		warehouse: namedId('credential warehouse'),
		broken: namedId('credential broken'),
	},
	dataSources: { customers: namedId('data source customers'), empty: namedId('data source empty') },
	dataSourceVersions: {
		customers: namedId('data source customers 1.0.0'),
		customersCurrent: namedId('data source customers 1.1.0'),
	},
	webhookTriggers: {
		open: namedId('trigger open'),
		signed: namedId('trigger signed'),
		disabled: namedId('trigger disabled'),
	},
	webhookTokens: tokensOf('open', 'signed', 'disabled'),
	webhookSecret: 'whsec_seed',
};

/** Plants what the other resources refer to: credentials, data sources and triggers. */
export function plantWorkspace(store: Store, next: Next): void {
	plantCredentials(store, next);
	plantDataSources(store, next);
	plantTriggers(store, next);
}

function plantCredentials(store: Store, next: Next): void {
	const ids = workspaceIds.credentials;
	const rows = [
		{
			id: ids.openai,
			name: 'OpenAI',
			type: 'openai',
			category: 'llm',
			value: 'sk-seeded-openai-key',
			is_default: true,
		},
		{
			id: ids.warehouse,
			name: 'Warehouse',
			type: 'postgresql',
			category: 'data_warehouse',
			value: 'postgres-password',
			is_default: false,
		},
		{
			id: ids.broken,
			name: 'Old Anthropic key',
			type: 'anthropic',
			category: 'llm',
			value: 'sk-invalid-key',
			is_default: false,
		},
	];
	for (const { value, ...row } of rows) {
		store.credentials.insert({
			...store.ownedStamp(next()),
			...row,
			...contentOf(value),
			description: '',
			schema_type: '',
			has_schema: false,
			schema_updated_at: null,
			created_by_id: store.userId,
		});
	}
}

function plantDataSources(store: Store, next: Next): void {
	const { dataSources, dataSourceVersions, credentials } = workspaceIds;
	const source = { type: 'postgresql', description: '', status: 'active' };
	store.dataSources.insert({
		...store.ownedStamp(next()),
		...source,
		id: dataSources.empty,
		name: 'Empty source',
	});
	store.dataSources.insert({
		...store.ownedStamp(next()),
		...source,
		id: dataSources.customers,
		name: 'Customers',
	});
	const versions = [
		{
			id: dataSourceVersions.customers,
			version: '1.0.0',
			query_template: 'SELECT * FROM customers',
			parameters: [],
		},
		{
			id: dataSourceVersions.customersCurrent,
			version: '1.1.0',
			query_template: 'SELECT id, name, city FROM customers WHERE city = :city',
			parameters: [{ name: 'city', type: 'string', required: true, description: 'City of the customer' }],
		},
	];
	versions.forEach((version, index) => {
		store.dataSourceVersions.insert({
			...version,
			created_at: next().toISOString(),
			data_source_id: dataSources.customers,
			is_current: index === versions.length - 1,
			message: '',
			credential_id: credentials.warehouse,
			connection_config: {},
			cache_timeout: 0,
			output_format: 'json',
		});
	});
}

function plantTriggers(store: Store, next: Next): void {
	const rows = [
		{ key: 'open', name: 'Open hook', secret: null, is_active: true },
		{ key: 'signed', name: 'Signed hook', secret: workspaceIds.webhookSecret, is_active: true },
		{ key: 'disabled', name: 'Disabled hook', secret: null, is_active: false },
	] as const;
	for (const { key, ...row } of rows) {
		const id = workspaceIds.webhookTriggers[key];
		store.webhookTriggers.insert({
			...store.ownedStamp(next()),
			...row,
			...tokenColumns(id),
			id,
			agent_id: agentIds.support,
			has_secret: row.secret !== null,
			last_used_at: null,
			created_by_id: store.userId,
			...GENERIC,
		});
	}
}

function tokensOf<K extends string>(...keys: K[]): Record<K, string> {
	return Object.fromEntries(
		keys.map((key) => [key, tokenColumns(namedId(`trigger ${key}`)).token]),
	) as Record<K, string>;
}
