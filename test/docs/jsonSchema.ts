import type { GenericValue, IDataObject } from 'n8n-workflow';

/** The part of JSON Schema that n8n's editor reads for its preview of an output. */
export interface JsonSchema {
	type: 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

/** Objects whose keys are the user's own, so that an example's keys would mislead. */
const FREE_FORM = [
	'arguments',
	'capabilities',
	'config',
	'details',
	'headers',
	'input',
	'input_schema',
	'metadata',
	'output_schema',
	'parameters',
	'payload',
	'reply_config',
	'source_config',
	'variables',
];

/** The schema of a value; nested objects that are the user's own stay closed. */
export function schemaOf(value: unknown, key = ''): JsonSchema {
	if (Array.isArray(value)) {
		const items = value.map((entry) => schemaOf(entry, key));
		return items.length === 0 ? { type: 'array' } : { type: 'array', items: items.reduce(merged) };
	}
	if (typeof value === 'object' && value !== null) {
		if (FREE_FORM.includes(key)) return { type: 'object' };
		const properties = Object.entries(value as IDataObject).map(([name, inner]): [string, JsonSchema] => [
			name,
			schemaOf(inner, name),
		]);
		return { type: 'object', properties: Object.fromEntries(properties) };
	}
	return { type: typeOf(value as GenericValue) };
}

/** One schema for two examples of the same thing: what one of them lacks or leaves null, the other tells. */
export function merged(one: JsonSchema, other: JsonSchema): JsonSchema {
	if (one.type === 'null') return other;
	if (one.type !== other.type) return one;
	const properties = { ...one.properties };
	for (const [name, schema] of Object.entries(other.properties ?? {})) {
		const known = properties[name];
		properties[name] = known ? merged(known, schema) : schema;
	}
	const items = one.items && other.items ? merged(one.items, other.items) : (one.items ?? other.items);
	return {
		type: one.type,
		...(one.properties || other.properties ? { properties } : {}),
		...(items ? { items } : {}),
	};
}

function typeOf(value: GenericValue): JsonSchema['type'] {
	if (value === null || value === undefined) return 'null';
	return typeof value as 'string' | 'number' | 'boolean';
}
