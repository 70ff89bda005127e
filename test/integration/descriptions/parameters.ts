import { type INodeProperties, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

/** A parameter of a node, at whatever depth, and where it stands. */
export interface Parameter {
	property: INodeProperties;
	/** The names that lead to it, such as `additionalFields.metadata`. */
	path: string;
	/** The parameters beside it, itself included. */
	siblings: INodeProperties[];
	/** The parameter of the node's first level that it belongs to; itself when it is one. */
	root: INodeProperties;
}

type Values = Record<string, unknown>;

const isCollection = ({ type }: INodeProperties): boolean => type === 'collection';

/** What n8n itself adds to every polling trigger. */
const ADDED_BY_N8N = 'pollTimes';

/** Every parameter of a node with those inside collections and forms of rows. */
export function allParameters({ properties }: INodeTypeDescription): Parameter[] {
	return properties
		.filter(({ name }) => name !== ADDED_BY_N8N)
		.flatMap((property) => withInner(property, property.name, properties, property));
}

function withInner(
	property: INodeProperties,
	path: string,
	siblings: INodeProperties[],
	root: INodeProperties,
): Parameter[] {
	return [
		{ property, path, siblings, root },
		...innerLists(property).flatMap((inner) =>
			inner.flatMap((child) => withInner(child, `${path}.${child.name}`, inner, root)),
		),
	];
}

function innerLists(property: INodeProperties): INodeProperties[][] {
	const options = (property.options ?? []) as Array<INodeProperties & { values?: INodeProperties[] }>;
	if (isCollection(property)) return [options];
	if (property.type === 'fixedCollection') return options.map(({ values = [] }) => values);
	return [];
}

/**
 * Looks for values of other parameters under which a parameter is shown, each of them shown itself.
 * @returns whether n8n, given these values, shows it in one of the node's versions
 */
export function isReachable(parameter: Parameter, node: INodeTypeDescription): boolean {
	return [node.version].flat().some((typeVersion) => isReachableIn(typeVersion, parameter, node));
}

function isReachableIn(typeVersion: number, parameter: Parameter, node: INodeTypeDescription): boolean {
	const ofTool = parameter.property.displayOptions?.show?.['@tool'] !== undefined;
	const description = ofTool ? { ...node, name: `${node.name}Tool` } : node;
	const values: Values = {};
	if (!satisfy(parameter.root, values, description.properties, values, description.properties)) return false;
	const local = parameter.property === parameter.root ? values : {};
	if (!satisfy(parameter.property, local, parameter.siblings, values, description.properties)) return false;
	return NodeHelpers.displayParameter(
		local as never,
		parameter.property,
		{ typeVersion },
		description,
		values as never,
	);
}

/** Adds to the values what the conditions of a property ask for; false when that cannot be. */
function satisfy(
	property: INodeProperties,
	local: Values,
	siblings: INodeProperties[],
	root: Values,
	ofRoot: INodeProperties[],
): boolean {
	return Object.entries(property.displayOptions?.show ?? {}).every(([key, wanted]) => {
		// Of the node itself, its version or kind: n8n compares that, no parameter has it.
		if (key.startsWith('@')) return true;
		const isOfRoot = key.startsWith('/');
		const name = isOfRoot ? key.slice(1) : key;
		const [values, pool] = isOfRoot ? [root, ofRoot] : [local, siblings];
		const allowed = (wanted ?? []) as unknown[];
		if (name in values) return allowed.includes(values[name]);
		return pool
			.filter((candidate) => candidate.name === name)
			.some((candidate) => {
				const choice = allowed.find((value) => offers(candidate, value));
				if (choice === undefined) return false;
				const before = { ...values };
				values[name] = choice;
				if (satisfy(candidate, values, pool, root, ofRoot)) return true;
				for (const added of Object.keys(values)) delete values[added];
				Object.assign(values, before);
				return false;
			});
	});
}

/** Whether users can choose a value in the editor. */
function offers({ type, options }: INodeProperties, value: unknown): boolean {
	if (type === 'boolean') return typeof value === 'boolean';
	return (
		['options', 'multiOptions'].includes(type) &&
		(options ?? []).some((option) => 'value' in option && option.value === value)
	);
}
