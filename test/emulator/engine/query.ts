import type { JsonObject } from '../core/schema';
import { badRequest } from '../core/errors';
import type { QueryParameter } from '../store/workspaceRows';
import { render } from './template';

/** What every query answers. */
export interface QueryResult {
	columns: string[];
	rows: unknown[][];
	row_count: number;
	duration_ms: number;
}

/** The one table behind every data source. */
const CUSTOMERS: JsonObject[] = [
	{ id: 1, name: 'Ada', city: 'London', orders: 12 },
	{ id: 2, name: 'Grace', city: 'New York', orders: 7 },
	{ id: 3, name: 'Linus', city: 'Helsinki', orders: 0 },
	{ id: 4, name: 'Katherine', city: 'London', orders: 3 },
];
const QUERY_MS = 3;

/** Answers a query: the selected columns, and the rows whose columns equal the parameters of the same name. */
export function runQuery(template: string, parameters: JsonObject): QueryResult {
	const columns = selected(template);
	const used = Object.entries(parameters).filter(
		([name]) => name in CUSTOMERS[0] && placeholders(template).includes(name),
	);
	const rows = CUSTOMERS.filter((row) => used.every(([name, value]) => row[name] === value));
	const cells = rows.map((row) => columns.map((column) => row[column] ?? null));
	return { columns, rows: cells, row_count: cells.length, duration_ms: QUERY_MS };
}

/** The query with its placeholders, `:name` or `{{ name }}`, filled. */
export function renderQuery(template: string, parameters: JsonObject): string {
	return render(
		template.replace(/(?<!:):(\w+)/g, '{{ $1 }}'),
		Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, quoted(value)])),
	);
}

/** The given parameters with the defaults of the declared ones; a missing required one is a 400. */
export function completeParameters(declared: QueryParameter[], given: JsonObject): JsonObject {
	const complete = { ...given };
	for (const { name, required, default: fallback } of declared) {
		if (complete[name] === undefined && fallback !== undefined) complete[name] = fallback;
		if (complete[name] === undefined && required) throw badRequest(`parameters.${name}`, 'is required');
	}
	return complete;
}

function selected(template: string): string[] {
	const list = /select\s+(.+?)\s+from\s/is.exec(template)?.[1] ?? '*';
	return list.trim() === '*' ? Object.keys(CUSTOMERS[0]) : list.split(',').map((column) => column.trim());
}

function placeholders(template: string): string[] {
	return [...template.matchAll(/(?<!:):(\w+)|\{\{\s*(\w+)\s*\}\}/g)].map(
		([, colon, braces]) => colon ?? braces,
	);
}

function quoted(value: unknown): unknown {
	return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value;
}
