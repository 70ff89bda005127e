import type { Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest } from '../core/errors';
import {
	bool,
	fields,
	filled,
	free,
	int,
	listOf,
	oneOf,
	optionalBody,
	text,
	type JsonObject,
} from '../core/schema';
import { completeParameters, renderQuery, runQuery } from '../engine/query';
import type { DataSource, DataSourceVersion } from '../store/workspaceRows';
import { find, referenced, resource } from './crud';
import { versionFields, versions, withCurrent, type VersionBody } from './versions';

interface DataSourceBody {
	name: string;
	type: string;
	description?: string;
}

type VersionFields = Partial<Omit<DataSourceVersion, keyof VersionBody>>;

const TYPES = [
	'postgresql',
	'mysql',
	'bigquery',
	'snowflake',
	'redshift',
	'mssql',
	'clickhouse',
	'static_file',
];

const parameter = fields(
	{ name: filled, type: text, required: bool, default: {}, description: text },
	'name',
);

const plain = resource<DataSource, DataSourceBody>({
	name: 'data source',
	table: (store) => store.dataSources,
	collection: '/data-sources',
	item: '/data-sources/:id',
	list: {},
	create: {
		schema: fields({ name: filled, type: oneOf(...TYPES), description: text }, 'name', 'type'),
		build: (body, { context: { store } }) => ({
			...store.ownedStamp(),
			description: '',
			status: 'active',
			...body,
		}),
	},
	update: { schema: fields({ name: filled, description: text, status: text }) },
	remove: true,
	view: withCurrent((store, id) => store.currentDataSourceVersion(id)),
});

const dataSourceVersions = versions<DataSourceVersion, VersionBody & VersionFields>({
	name: 'data source',
	owners: '/data-sources',
	ownerTable: (store) => store.dataSources,
	table: (store) => store.dataSourceVersions,
	column: 'data_source_id',
	needsText: true,
	schema: fields({
		...versionFields,
		query_template: text,
		credential_id: filled,
		connection_config: free,
		parameters: listOf(parameter),
		cache_timeout: int,
		output_format: text,
	}),
	build: (body, { context: { store }, parentId }) => {
		if (body.credential_id) referenced(store.credentials, body.credential_id, 'credential_id');
		return {
			data_source_id: parentId,
			credential_id: body.credential_id ?? null,
			connection_config: body.connection_config ?? {},
			query_template: body.query_template ?? '',
			parameters: (body.parameters ?? []).map((one) => ({
				...{ type: 'string', required: false, description: '' },
				...one,
			})),
			cache_timeout: body.cache_timeout ?? 0,
			output_format: body.output_format ?? 'json',
		};
	},
});

/** Data sources: all of them answer from one small table of customers. */
export const dataSources: Routes = (app, context) => {
	const { store } = context;
	plain(app, context);
	dataSourceVersions(app, context);

	app.post<{ Params: { id: string }; Body: { parameters?: JsonObject } | null }>(
		'/data-sources/:id/query',
		{ schema: { body: optionalBody({ parameters: free }) } },
		({ params, body }) => {
			const source = find(store.dataSources, params.id, 'data source');
			const version = store.currentDataSourceVersion(source.id);
			if (!version) throw badRequest('id', 'has no current version to query');
			return data(
				runQuery(version.query_template, completeParameters(version.parameters, body?.parameters ?? {})),
			);
		},
	);

	app.post<{ Params: { id: string }; Body: { query_template: string; parameters?: JsonObject } }>(
		'/data-sources/:id/preview-query',
		{ schema: { body: fields({ query_template: filled, parameters: free }, 'query_template') } },
		({ params, body: { query_template, parameters = {} } }) => {
			find(store.dataSources, params.id, 'data source');
			return data({
				query: renderQuery(query_template, parameters),
				...runQuery(query_template, parameters),
			});
		},
	);

	app.post<{ Params: { id: string } }>(
		'/data-sources/:id/test-connection',
		{ schema: { body: optionalBody() } },
		({ params }) => {
			find(store.dataSources, params.id, 'data source');
			return data({ success: true, message: 'connection ok' });
		},
	);
};
