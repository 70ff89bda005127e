import type { INodePropertyOptions } from 'n8n-workflow';

import { isObject, ownValue, type Row } from '../../values';

/** `scalar`: a text, number or boolean, whichever. `json`: anything, lists and objects too. */
export type ShapeType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'scalar' | 'json';

/** What a JSON schema says of one value, however it says it. */
export interface Shape {
	type: ShapeType;
	format?: string;
	default?: unknown;
	choices?: INodePropertyOptions[];
	/** Of an object, in their order. */
	properties?: Record<string, unknown>;
	required?: string[];
}

type Part = Partial<Shape>;

const SCALARS: ShapeType[] = ['string', 'number', 'integer', 'boolean'];
const NULL_TYPE = 'null';
/** The types of JSON schemas, and what programming languages call them. */
const TYPE_NAMES: Record<string, ShapeType> = {
	string: 'string',
	str: 'string',
	text: 'string',
	number: 'number',
	float: 'number',
	integer: 'integer',
	int: 'integer',
	boolean: 'boolean',
	bool: 'boolean',
	array: 'array',
	list: 'array',
	object: 'object',
	dict: 'object',
};
/** What a schema without a type says by its other keywords. */
const IMPLIED: Record<string, ShapeType> = {
	properties: 'object',
	additionalProperties: 'object',
	items: 'array',
	prefixItems: 'array',
	format: 'string',
	pattern: 'string',
	minLength: 'string',
	maxLength: 'string',
	minimum: 'number',
	maximum: 'number',
	multipleOf: 'number',
};
/** Nobody writes a schema that is nested deeper: it goes round in circles, or means harm. */
const DEEPEST = 40;
/** Parts that one schema may have: one whose references branch at every step has more than any program could read. */
const MOST_PARTS = 20_000;

/** Reads the parts of one JSON schema, of any draft. What it cannot make out is `json`, never an error. */
export class SchemaReader {
	/** What references lead to, each read once; one that leads back to itself says nothing. */
	private readonly known = new Map<string, Part>();
	private parts = 0;

	constructor(private readonly root: Row) {}

	/** What a schema inside the root, or the root itself, says. */
	shapeOf(schema: unknown): Shape {
		const part = this.read(schema, 0);
		return { ...part, type: part.type ?? 'json' };
	}

	private read(schema: unknown, depth: number): Part {
		this.parts += 1;
		if (!isObject(schema) || depth > DEEPEST || this.parts > MOST_PARTS) return {};
		const inner = (each: unknown): Part => this.read(each, depth + 1);
		const own = ownPart(schema);
		const reference = schema.$ref ?? schema.$dynamicRef;
		const parts = [
			own,
			...(typeof reference === 'string' ? [this.referred(reference, depth + 1)] : []),
			...listAt(schema, 'allOf').map(inner),
			...['anyOf', 'oneOf'].map((name) => either(listAt(schema, name).filter(isNotNull).map(inner))),
		];
		return parts.reduce(both);
	}

	private referred(reference: string, depth: number): Part {
		const known = this.known.get(reference);
		if (known) return known;
		this.known.set(reference, {});
		const part = this.read(this.target(reference), depth);
		this.known.set(reference, part);
		return part;
	}

	/** What a reference inside this schema, such as `#/$defs/Priority`, points at. */
	private target(reference: string): unknown {
		if (!reference.startsWith('#')) return undefined;
		const names = reference.split('/').slice(1).map(decoded);
		return names.reduce<unknown>(
			(value, name) =>
				isObject(value)
					? ownValue(value, name)
					: Array.isArray(value)
						? (value as unknown[])[Number(name)]
						: undefined,
			this.root,
		);
	}
}

/** What a schema says by its own keywords. */
function ownPart(schema: Row): Part {
	const choices = choicesOf(schema);
	const part: Part = {
		type: choices ? typeOfChoices(choices) : typeOf(schema),
		format: textAt(schema, 'format'),
		default: schema.default,
		choices,
		properties: isObject(schema.properties) ? schema.properties : undefined,
		required: Array.isArray(schema.required) ? schema.required.map(String) : undefined,
	};
	return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));
}

function typeOf(schema: Row): ShapeType | undefined {
	const given: unknown[] = [schema.type].flat();
	const names = given.filter((name) => name !== undefined && name !== NULL_TYPE);
	if (names.length > 0) return commonType(names.map(named));
	const implied = Object.keys(IMPLIED).find((keyword) => Object.hasOwn(schema, keyword));
	return implied === undefined ? undefined : IMPLIED[implied];
}

function named(name: unknown): ShapeType | undefined {
	return ownValue(TYPE_NAMES, String(name).toLowerCase());
}

/** The type of what is one of several. */
function commonType(types: Array<ShapeType | undefined>): ShapeType | undefined {
	const [first, ...others] = [...new Set(types)];
	if (others.length === 0) return first;
	if ([first, ...others].every((type) => type === 'number' || type === 'integer')) return 'number';
	const areScalars = types.every((type) => type === 'scalar' || SCALARS.includes(type ?? 'json'));
	return areScalars ? 'scalar' : 'json';
}

function choicesOf(schema: Row): INodePropertyOptions[] | undefined {
	const values = Object.hasOwn(schema, 'const') ? [schema.const] : listAt(schema, 'enum');
	const given = values.filter((value) => value !== null);
	if (given.length === 0 || !given.every(isScalar)) return undefined;
	const title = Object.hasOwn(schema, 'const') ? textAt(schema, 'title') : undefined;
	const description = textAt(schema, 'description');
	return given.map((value) => ({
		name: title ?? String(value),
		value,
		...(title !== undefined && description !== undefined ? { description } : {}),
	}));
}

const isScalar = (value: unknown): value is string | number | boolean =>
	['string', 'number', 'boolean'].includes(typeof value);

function typeOfChoices(choices: INodePropertyOptions[]): ShapeType | undefined {
	return commonType(choices.map(({ value }) => named(typeof value)));
}

/** What is said of a value of which both parts are true. */
function both(first: Part, second: Part): Part {
	const merged: Part = { ...second, ...first };
	if (first.properties && second.properties)
		merged.properties = { ...second.properties, ...first.properties };
	if (first.required && second.required)
		merged.required = [...new Set([...first.required, ...second.required])];
	// "A number" and "an integer" together are an integer; what is one of some choices has their type.
	if (second.type === 'integer' && first.type === 'number') merged.type = 'integer';
	if (second.choices && !first.choices) merged.type = second.type;
	return merged;
}

/** What is said of a value of which one of the parts is true. */
function either(parts: Part[]): Part {
	if (parts.length <= 1) return parts[0] ?? {};
	const formats = new Set(parts.map(({ format }) => format));
	return {
		type: commonType(parts.map(({ type }) => type)) ?? 'json',
		...(parts.every((part) => part.choices) ? { choices: distinct(parts) } : {}),
		...(formats.size === 1 && parts[0].format !== undefined ? { format: parts[0].format } : {}),
		...(parts.some((part) => part.properties) ? alternatives(parts) : {}),
	};
}

function distinct(parts: Part[]): INodePropertyOptions[] {
	const choices = parts.flatMap((part) => part.choices ?? []);
	return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

/** The fields of several objects: each field that one of them has, required where all of them require it. */
function alternatives(parts: Part[]): Part {
	const found = new Map<string, Set<unknown>>();
	for (const [name, schema] of parts.flatMap(({ properties = {} }) => Object.entries(properties)))
		found.set(name, (found.get(name) ?? new Set()).add(schema));
	const properties = [...found].map(([name, schemas]) => {
		const [first, ...others] = schemas;
		return [name, others.length === 0 ? first : { anyOf: [first, ...others] }];
	});
	const required = (parts[0].required ?? []).filter((name) =>
		parts.every((part) => part.required?.includes(name)),
	);
	return { properties: Object.fromEntries(properties) as Row, required };
}

function isNotNull(schema: unknown): boolean {
	if (!isObject(schema)) return schema !== null;
	const { type, enum: values } = schema;
	const isNullEnum = Array.isArray(values) && values.length > 0 && values.every((value) => value === null);
	return type !== NULL_TYPE && schema.const !== null && !isNullEnum;
}

function listAt(schema: Row, name: string): unknown[] {
	const list = ownValue(schema, name);
	return Array.isArray(list) ? list : [];
}

function textAt(schema: Row, name: string): string | undefined {
	const text = ownValue(schema, name);
	return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A name in a JSON pointer, which may be encoded as one and as part of an address. */
function decoded(name: string): string {
	const plain = name.replace(/~1/g, '/').replace(/~0/g, '~');
	try {
		return decodeURIComponent(plain);
	} catch {
		return plain;
	}
}
