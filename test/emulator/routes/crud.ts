import type { FastifyInstance } from 'fastify';

import { type Context, isOdd, type Routes } from '../context';
import { data, paged, type PageQuery } from '../core/envelope';
import { badRequest, notFound } from '../core/errors';
import { listQuery, type JsonObject, type JsonSchema } from '../core/schema';
import { type Row, shuffleTies, type Table } from '../store/table';
import type { Store } from '../store/store';

/** Where an object hangs, e.g. memories below their agent. */
export interface Parent<T extends Row> {
	name: string;
	table: (store: Store) => Table<Row>;
	column: keyof T & string;
}

/** A list filter: its schema, how it compares, and what it compares with (default: the column of its name). */
export interface Filter<T extends Row> {
	schema: JsonSchema;
	contains?: boolean;
	of?: (row: T, context: Context) => unknown;
	/** Decides instead of a comparison. */
	fits?: (row: T, wanted: string, context: Context) => boolean;
}

/** What a builder of a new row gets beside the body. */
export interface Creation {
	context: Context;
	/** The id in the path, for objects below another one. */
	parentId: string;
}

/** How a row looks from outside; `created` only in the answer that made it. */
export type View<T extends Row> = (row: T, context: Context, where: 'list' | 'one' | 'created') => object;

/** A plain resource as data. `list`, `create`, `update`, `remove` exist when given; `item` gives the GET of one. */
export interface Resource<T extends Row, B extends object = JsonObject> {
	name: string;
	table: (store: Store) => Table<T>;
	/** Path of the list; `:parentId` stands for the parent's id. */
	collection?: string;
	/** Path of one object, with `:id`. */
	item?: string;
	/** Without it, the item path only serves PATCH and DELETE. */
	get?: boolean;
	parent?: Parent<T>;
	list?: {
		filters?: Record<string, Filter<T>>;
		/** Whether a server was seen that ignores them. */
		mayIgnoreFilters?: boolean;
		/** A plain array: every row, no meta. */
		plain?: boolean;
		oldestFirst?: boolean;
		/** Sorts further; equals stay as they are. */
		order?: (a: T, b: T) => number;
	};
	create?: { schema: JsonSchema; build: (body: B, creation: Creation) => T };
	update?: { schema: JsonSchema; changes?: (body: B, row: T, context: Context) => Partial<T> };
	remove?: boolean | ((row: T, context: Context) => void);
	view?: View<T>;
}

interface ParentParams {
	parentId: string;
}

/** The row of an id, or a 404 that says what is missing. */
export function find<T extends Row>(table: Table<T>, id: string, name: string): T {
	const row = table.get(id);
	if (!row) throw notFound(name);
	return row;
}

/** The row that a body or a query refers to, or a 400 that names the field. */
export function referenced<T extends Row>(table: Table<T>, id: string, field: string): T {
	const row = table.get(id);
	if (!row) throw badRequest(field, 'refers to nothing that exists');
	return row;
}

/** The routes of a plain resource. */
export function resource<T extends Row, B extends object = JsonObject>(definition: Resource<T, B>): Routes {
	return (app, context) => {
		if (definition.collection && definition.list) listRoute(app, context, definition, definition.collection);
		if (definition.collection && definition.create)
			createRoute(app, context, definition, definition.collection);
		if (definition.item) itemRoutes(app, context, definition, definition.item);
	};
}

function listRoute<T extends Row, B extends object>(
	app: FastifyInstance,
	context: Context,
	definition: Resource<T, B>,
	path: string,
): void {
	const { filters = {}, mayIgnoreFilters, plain, oldestFirst, order } = definition.list ?? {};
	const known = Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, filter.schema]));
	const querystring = listQuery(known);
	app.get<{ Params: ParentParams; Querystring: PageQuery & Record<string, string> }>(
		path,
		{ schema: { querystring } },
		(request) => {
			const belongs = childOf(context, definition, request.params.parentId);
			const ignores = mayIgnoreFilters && isOdd(context, 'ignoredFilters');
			const wanted = Object.entries(ignores ? {} : filters).filter(
				([name]) => request.query[name] !== undefined,
			);
			const rows = definition.table(context.store).where((row) => {
				return (
					belongs(row) &&
					wanted.every(([name, filter]) => passes(row, name, filter, request.query[name], context))
				);
			});
			if (isOdd(context, 'unstableOrder')) shuffleTies(rows);
			if (oldestFirst) rows.reverse();
			if (order) rows.sort(order);
			const views = rows.map((row) => view(definition, row, context, 'list'));
			return plain ? data(views) : paged(views, request.query);
		},
	);
}

function createRoute<T extends Row, B extends object>(
	app: FastifyInstance,
	context: Context,
	definition: Resource<T, B>,
	path: string,
): void {
	const { schema, build } = definition.create!;
	app.post<{ Params: ParentParams }>(path, { schema: { body: schema } }, (request, reply) => {
		const { parentId } = request.params;
		childOf(context, definition, parentId);
		const row = definition.table(context.store).insert(build(request.body as B, { context, parentId }));
		reply.code(201);
		return data(view(definition, row, context, 'created'));
	});
}

function itemRoutes<T extends Row, B extends object>(
	app: FastifyInstance,
	context: Context,
	definition: Resource<T, B>,
	path: string,
): void {
	const { name, update, remove, get = true } = definition;
	const table = definition.table(context.store);
	if (get) {
		app.get<{ Params: { id: string } }>(path, (request) => {
			return data(view(definition, find(table, request.params.id, name), context, 'one'));
		});
	}
	if (update) {
		app.patch<{ Params: { id: string } }>(path, { schema: { body: update.schema } }, (request) => {
			const row = find(table, request.params.id, name);
			const changes = update.changes?.(request.body as B, row, context) ?? (request.body as Partial<T>);
			const touched = 'updated_at' in row ? { updated_at: context.store.now().toISOString() } : {};
			return data(view(definition, table.update(row, { ...changes, ...touched }), context, 'one'));
		});
	}
	if (remove) {
		app.delete<{ Params: { id: string } }>(path, (request, reply) => {
			const row = find(table, request.params.id, name);
			table.delete(row.id);
			if (typeof remove === 'function') remove(row, context);
			return reply.code(204).send();
		});
	}
}

function childOf<T extends Row, B extends object>(
	context: Context,
	{ parent }: Resource<T, B>,
	parentId: string,
): (row: T) => boolean {
	if (!parent) return () => true;
	find(parent.table(context.store), parentId, parent.name);
	return (row) => row[parent.column] === parentId;
}

function passes<T extends Row>(
	row: T,
	name: string,
	filter: Filter<T>,
	wanted: string,
	context: Context,
): boolean {
	if (filter.fits) return filter.fits(row, wanted, context);
	const value = String((filter.of ? filter.of(row, context) : row[name as keyof T]) ?? '');
	return filter.contains ? value.toLowerCase().includes(wanted.toLowerCase()) : value === wanted;
}

function view<T extends Row, B extends object>(
	definition: Resource<T, B>,
	row: T,
	context: Context,
	where: 'list' | 'one' | 'created',
): object {
	return definition.view?.(row, context, where) ?? row;
}
