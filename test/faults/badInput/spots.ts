import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { hasBadValues } from './values';

type Path = Array<string | number>;

/** One field of a node. */
export interface Spot {
	path: Path;
	property: INodeProperties;
	/** The columns beside it, of a field in a row of a form. */
	columns: INodeProperties[];
	/** What other fields must be set to for n8n to show it. */
	shownBy: Array<{ path: Path; values: unknown[] }>;
}

/** Reads the bad value of an item. */
const forEachItem: { value: unknown } = { value: '={{ $json.value }}' };

/** Where a field is, such as `filters.agentId`. */
export const nameOf = ({ path }: Spot): string => path.join('.');

/** Every field of an operation, those of its collections and forms among them. */
export function spotsOf(
	properties: INodeProperties[],
	{ resource, operation }: { resource: string | null; operation: string },
): Spot[] {
	const own = properties.filter(({ displayOptions: { show = {} } = {} }) => {
		const isOfResource = resource === null || show.resource?.includes(resource);
		return isOfResource && show.operation?.includes(operation);
	});
	return withDefaults(
		own,
		own.flatMap((property) => within([], property, [])),
	);
}

/** Fields that are shown by the default of another one need nothing to be set. */
function withDefaults(properties: INodeProperties[], spots: Spot[]): Spot[] {
	const isByDefault = ({ path, values }: Spot['shownBy'][number]): boolean =>
		path.length === 1 && values.includes(properties.find(({ name }) => name === path[0])?.default);
	return spots.map((spot) => ({
		...spot,
		shownBy: spot.shownBy.map((one) =>
			isByDefault(one) ? { ...one, values: [undefined, ...one.values] } : one,
		),
	}));
}

/** The fields of one property: itself, or those inside. */
export function within(
	parents: Path,
	property: INodeProperties,
	inherited: Spot['shownBy'],
	columns: INodeProperties[] = [],
): Spot[] {
	const path = [...parents, property.name];
	const shownBy = [...inherited, ...conditions(parents, property)];
	if (property.type === 'collection') {
		const children = (property.options ?? []) as INodeProperties[];
		return children.flatMap((child) => within(path, child, shownBy));
	}
	if (property.type === 'fixedCollection') {
		const [{ name, values }] = property.options as INodePropertyCollection[];
		return values.flatMap((column) => within([...path, name, 0], column, shownBy, values));
	}
	return hasBadValues(property.type) ? [{ path, property, columns, shownBy }] : [];
}

function conditions(parents: Path, { displayOptions: { show = {} } = {} }: INodeProperties): Spot['shownBy'] {
	return Object.entries(show)
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([name, values]) => ({
			path: name.startsWith('/') ? [name.slice(1)] : [...parents, name],
			values: values as unknown[],
		}));
}

/** How much parameters must change to show the field: the fewer, the more they say of a real use of it. */
export function distance({ path, shownBy }: Spot, parameters: INodeParameters): number {
	const hidden = shownBy.filter((one) => !one.values.includes(valueAt(parameters, one.path)));
	return 2 * hidden.length + (valueAt(parameters, path) === undefined ? 1 : 0);
}

/** The parameters with the field shown, and with a value in it; an expression for the value of each item unless given. */
export function withBad(spot: Spot, parameters: INodeParameters, { value } = forEachItem): INodeParameters {
	const changed = structuredClone(parameters);
	for (const { path, values } of spot.shownBy) {
		if (!values.includes(valueAt(changed, path))) setAt(changed, path, values[0]);
	}
	for (const column of spot.columns.filter(({ required }) => required)) {
		const path = [...spot.path.slice(0, -1), column.name];
		if (valueAt(changed, path) === undefined) setAt(changed, path, entered(column, 'given'));
	}
	setAt(changed, spot.path, entered(spot.property, value));
	return changed;
}

/** A value as the editor keeps it for a field of that type. */
function entered({ type }: INodeProperties, value: unknown): unknown {
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

function valueAt(root: unknown, path: Path): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
		root,
	);
}

function setAt(root: INodeParameters, path: Path, value: unknown): void {
	let target = root as Record<string | number, unknown>;
	path.slice(0, -1).forEach((key, index) => {
		target = (target[key] ??= typeof path[index + 1] === 'number' ? [] : {}) as typeof target;
	});
	target[path.at(-1) ?? ''] = value;
}
