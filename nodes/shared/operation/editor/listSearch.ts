import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import type { ApiRequest } from '../../transport/http/apiRequest';
import { PromptRailsClient } from '../../transport/client';
import { ValidationError } from '../../transport/errors/errors';
import { listLabel } from './listLabel';
import { type LocatorName, LOCATORS, type LocatorRow } from '../model/locatorTable';
import { unquoted } from '../run/pasted';
import { toNodeError } from '../run/nodeError';
import type { Field, NodeOperations } from '../model/types';
import { isObject, type Row, toRows } from '../../values';

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Rows a page: short, so that the list opens at once. */
const PAGE_SIZE = 20;
const MOST_ROWS_SEARCHED = 500;

/** The list searches that the fields of a node refer to, as its `methods.listSearch` wants them. */
export function listSearches({ resources }: NodeOperations): Record<string, ListSearch> {
	const fields = resources.flatMap(({ operations }) => operations.flatMap((operation) => operation.fields));
	const names = fields.flatMap(withInner).map(searchName);
	return listSearchesNamed((Object.keys(LOCATORS) as LocatorName[]).filter((name) => names.includes(name)));
}

function withInner(field: Field): Field[] {
	return [field, ...[...(field.children ?? []), ...(field.columns ?? [])].flatMap(withInner)];
}

/** The list searches of these names, for nodes without operations. */
export function listSearchesNamed(names: LocatorName[]): Record<string, ListSearch> {
	return Object.fromEntries(names.map((name) => [name, listSearch(LOCATORS[name])]));
}

function searchName({ property }: Field): string | undefined {
	return property.modes?.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;
}

/** A list search: filtered by the server where it can, next pages by page number, errors in the words of the nodes. */
function listSearch(row: LocatorRow): ListSearch {
	return async function (this: ILoadOptionsFunctions, filter, paginationToken) {
		try {
			const client = await PromptRailsClient.create(this);
			const request = listRequest(this, row);
			if (row.unpaged) {
				return { results: entries(toRows(await client.data(request)), row, filter) };
			}
			if (filter && !row.filterParameter) return { results: await searchHere(client, request, row, filter) };
			return await readPage(client, request, row, Number(paginationToken ?? 1), filter);
		} catch (error) {
			throw withoutHeadline(toNodeError(this.getNode(), error));
		}
	};
}

/** n8n's lists show headline and description together, so the description need not begin with the headline. */
function withoutHeadline<T extends ReturnType<typeof toNodeError>>(error: T): T {
	const { message, description } = error;
	const start = [`${message}. `, `${message} `].find((headline) => description?.startsWith(headline));
	if (start) error.description = description?.slice(start.length);
	return error;
}

function listRequest(host: ILoadOptionsFunctions, { path, list }: LocatorRow): ApiRequest {
	const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
	const pathParams = Object.fromEntries(parameters.map((name) => [name, chosen(host, name)]));
	return { method: 'GET', path, pathParams, expects: 'data', ...list };
}

/**
 * The ID of what a list belongs to.
 * @throws ValidationError that names the field to fill in first
 */
function chosen(host: ILoadOptionsFunctions, name: string): unknown {
	const value = currentValue(host, name);
	if (value) return value;
	const owner = Object.values<LocatorRow>(LOCATORS).find((row) => row.name === name);
	throw new ValidationError({
		message: `The field '${owner?.displayName ?? name}' is empty`,
		hint: 'This list needs it: fill it in first, or choose By ID.',
	});
}

async function readPage(
	client: PromptRailsClient,
	request: ApiRequest,
	row: LocatorRow,
	page: number,
	filter?: string,
): Promise<INodeListSearchResult> {
	const search = row.filterParameter ? { [row.filterParameter]: filter } : {};
	const wanted = { ...request, query: { ...request.query, ...search } };
	const { data, meta, isListed = () => true } = await client.page(wanted, page, PAGE_SIZE);
	const rows = toRows(data);
	const hasMore = meta?.pages ? page < meta.pages : meta !== undefined && rows.length === PAGE_SIZE;
	return {
		results: entries(rows.filter(isListed), row),
		paginationToken: hasMore ? String(page + 1) : undefined,
	};
}

/** For lists that the server cannot filter: looks through their newest rows. */
async function searchHere(
	client: PromptRailsClient,
	request: ApiRequest,
	row: LocatorRow,
	filter: string,
): Promise<INodeListSearchItems[]> {
	const found: INodeListSearchItems[] = [];
	for await (const rows of client.list(request, MOST_ROWS_SEARCHED))
		found.push(...entries(rows, row, filter));
	return distinct(found);
}

/** The present value of a parameter in the editor, resource locators reduced to their value. */
export function currentValue(host: ILoadOptionsFunctions, name: string): unknown {
	const found: unknown = host.getCurrentNodeParameter(name);
	const value = isObject(found) ? found.value : found;
	return typeof value === 'string' && isObject(found) ? unquoted(value) : value;
}

/** The rows that fit a filter, as the editor lists them; one without an ID could not be picked. */
function entries(
	rows: Row[],
	{ label: fields, idField = 'id' }: LocatorRow,
	filter = '',
): INodeListSearchItems[] {
	const all = rows
		.filter((row) => (row[idField] ?? '') !== '')
		.map((row) => ({ name: listLabel(row, fields), value: String(row[idField]) }));
	return distinct(
		all.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(filter.toLowerCase())),
	);
}

/** Rows may share what is picked, as the spans of one trace do: the first of them stands for all. */
function distinct(found: INodeListSearchItems[]): INodeListSearchItems[] {
	const values = new Set<unknown>();
	return found.filter(({ value }) => !values.has(value) && values.add(value));
}
