/** A JSON schema as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

export const text = { type: 'string' } as const;
export const filled = { type: 'string', minLength: 1 } as const;
export const bool = { type: 'boolean' } as const;
export const int = { type: 'integer' } as const;
export const num = { type: 'number' } as const;
export const free = { type: 'object' } as const;

// Query values are strings on the wire, so their types are patterns.
export const intText = { type: 'string', pattern: '^-?\\d{1,9}$' } as const;
export const dateText = {
	type: 'string',
	pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?)?$',
} as const;

/** A string out of a closed set. */
export function oneOf(...values: string[]): JsonSchema {
	return { type: 'string', enum: values };
}

/** An array of one kind of item. */
export function listOf(items: JsonSchema): JsonSchema {
	return { type: 'array', items };
}

/** An object with exactly these fields, of which some are required. */
export function fields(properties: Record<string, JsonSchema>, ...required: string[]): JsonSchema {
	return { type: 'object', properties, required, additionalProperties: false };
}

/** A body that may be left out altogether. */
export function optionalBody(properties: Record<string, JsonSchema> = {}): JsonSchema {
	return { ...fields(properties), type: ['object', 'null'] };
}

/** The query of a list: paging plus filters. */
export function listQuery(filters: Record<string, JsonSchema> = {}): JsonSchema {
	return fields({ page: intText, limit: intText, ...filters });
}
