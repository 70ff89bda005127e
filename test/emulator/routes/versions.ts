import { type Context, isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest, notFound } from '../core/errors';
import { bool, filled, optionalBody, text, type JsonSchema } from '../core/schema';
import type { Version } from '../store/rows';
import type { Store } from '../store/store';
import type { Row, Table } from '../store/table';
import { sendNotAllowed } from '../server/unknown';
import { oddVersion } from './oddVersions';
import { find, resource, type Creation, type View } from './crud';

/** The schemas of the body fields that versions of every kind share. */
export const versionFields = { version: filled, set_current: bool, message: text };

/** The same fields as they arrive. */
export interface VersionBody {
	version?: string;
	set_current?: boolean;
	message?: string;
}

/** The method by which a version is promoted. */
function promotionMethod(context: Context): string {
	return context.generation === 1 || isOdd(context, 'promoteByPut') ? 'PUT' : 'POST';
}

/** Versions of one kind of object. */
export interface Versioned<T extends Version, B extends VersionBody> {
	name: string;
	/** Path of the owner's collection, e.g. `/agents`. */
	owners: string;
	ownerTable: (store: Store) => Table<Row>;
	table: (store: Store) => Table<T>;
	column: keyof T & string;
	/** Whether the server wants a version text, and numbers versions itself only where it is odd. */
	needsText?: boolean;
	schema: JsonSchema;
	/** The columns beyond those that every version has. */
	build: (body: B, creation: Creation, id: string) => Omit<T, keyof Version>;
}

/** How an owner looks from outside: with its current version, except in lists. */
export function withCurrent<T extends Row>(
	currentOf: (store: Store, id: string) => Version | undefined,
): View<T> {
	return (row, context, where) => {
		if (where === 'list') return row;
		const current = currentOf(context.store, row.id);
		return { ...row, current_version: current ? oddVersion(current, context) : null };
	};
}

/** List, create and promote; exactly one version of an owner is current once one was promoted. */
export function versions<T extends Version, B extends VersionBody>(definition: Versioned<T, B>): Routes {
	const { name, owners, ownerTable, table, column } = definition;
	const collection = `${owners}/:parentId/versions`;
	const siblings = (store: Store, ownerId: unknown) => table(store).where((one) => one[column] === ownerId);

	const makeCurrent = (store: Store, chosen: T) => {
		for (const one of siblings(store, chosen[column])) one.is_current = one === chosen;
		chosen.is_current = true;
	};

	const listAndCreate = resource<T, B>({
		name: `${name} version`,
		table,
		collection,
		parent: { name, table: ownerTable, column },
		list: { plain: true },
		view: (row, context, where) => (where === 'created' ? row : oddVersion(row, context)),
		create: {
			schema: definition.schema,
			build: (body, creation) => {
				const { store } = creation.context;
				const isMissing = definition.needsText && body.version === undefined;
				if (isMissing && !isOdd(creation.context, 'numberedVersions'))
					throw badRequest('version', 'is required');
				const stamp = store.stamp();
				const common = {
					...stamp,
					version: body.version ?? `v${siblings(store, creation.parentId).length + 1}`,
					is_current: false,
					message: body.message ?? '',
				};
				const row = { ...definition.build(body, creation, stamp.id), ...common } as T;
				if (body.set_current) makeCurrent(store, row);
				return row;
			},
		},
	});

	return (app, context) => {
		listAndCreate(app, context);
		app.route<{ Params: { parentId: string; versionId: string } }>({
			method: ['PUT', 'POST'],
			url: `${collection}/:versionId/promote`,
			schema: { body: optionalBody() },
			handler: (request, reply) => {
				const method = promotionMethod(context);
				if (request.method !== method) return sendNotAllowed(reply, [method]);
				const owner = find(ownerTable(context.store), request.params.parentId, name);
				const version = find(table(context.store), request.params.versionId, `${name} version`);
				if (version[column] !== owner.id) throw notFound(`${name} version`);
				makeCurrent(context.store, version);
				return data(version);
			},
		});
	};
}
