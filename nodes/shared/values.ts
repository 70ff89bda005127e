/** A JSON object. */
export type Row = Record<string, unknown>;

/** Whether a value is a JSON object, not an array or null. */
export function isObject(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value of that name; a name such as `constructor` has none, whatever all objects inherit. */
export function ownValue<T>(table: Record<string, T>, name: unknown): T | undefined {
	return Object.hasOwn(table, String(name)) ? table[String(name)] : undefined;
}

/** The rows of a list answer; null is an empty list, as some servers write it, and a single object one row. */
export function toRows(data: unknown): Row[] {
	if (Array.isArray(data)) return data.map((row) => (isObject(row) ? row : { value: row as unknown }));
	return isObject(data) ? [data] : [];
}
