import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { ApiRequest } from '../transport/apiRequest';
import { PromptRailsClient } from '../transport/client';
import { isObject } from '../transport/envelope';
import { type Row, toRows } from '../transport/pagination';
import { toNodeError } from './nodeError';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Where a searchable list comes from. */
export interface ListSource {
	path: string;
	/** The query parameter by which the server filters; without it, the list is filtered here. */
	filterParameter?: string;
	/** Parameters of the node that fill the path. */
	pathParameters?: string[];
	/** What the list shows for a row. */
	label: (row: Row) => string;
}

/** Rows a page: short, so that the list opens at once. */
const PAGE_SIZE = 20;

/** A list search method: server-side filter, next pages by page number, errors in the words of the nodes. */
export function listSearch(source: ListSource): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter, paginationToken) {
		try {
			const page = Number(paginationToken ?? 1);
			const client = await PromptRailsClient.create(this);
			const { data, meta } = await client.request(pageRequest(this, source, page, filter));
			const rows = toRows(data);
			const hasMore = meta?.pages ? page < meta.pages : meta !== undefined && rows.length === PAGE_SIZE;
			return {
				results: entries(rows, source, filter),
				paginationToken: hasMore ? String(page + 1) : undefined,
			};
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	};
}

function pageRequest(
	host: ILoadOptionsFunctions,
	source: ListSource,
	page: number,
	filter?: string,
): ApiRequest {
	const { path, filterParameter, pathParameters = [] } = source;
	return {
		method: 'GET',
		path,
		pathParams: Object.fromEntries(pathParameters.map((name) => [name, currentValue(host, name)])),
		query: filterParameter ? { page, limit: PAGE_SIZE, [filterParameter]: filter } : {},
		expects: 'data',
	};
}

/** What a parameter of the node holds right now in the editor, resource locators reduced to their value. */
export function currentValue(host: ILoadOptionsFunctions, name: string): unknown {
	const value: unknown = host.getCurrentNodeParameter(name);
	return isObject(value) ? value.value : value;
}

function entries(rows: Row[], { label, filterParameter }: ListSource, filter = ''): INodeListSearchItems[] {
	const wanted = filterParameter ? '' : filter.toLowerCase();
	return rows
		.map((row) => ({ name: label(row), value: String(row.id) }))
		.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The list searches of all nodes, by the name that resource locators use. */
export const listSearches = {
	searchAgents: listSearch({
		path: '/api/v1/agents',
		filterParameter: 'name',
		label: (row) => `${text(row.name)} (${text(row.type)})`,
	}),
	searchAgentVersions: listSearch({
		path: '/api/v1/agents/{agentId}/versions',
		pathParameters: ['agentId'],
		label: (row) => [text(row.version), row.is_current && 'current', row.message].filter(Boolean).join(' - '),
	}),
} satisfies Record<string, ListSearch>;
