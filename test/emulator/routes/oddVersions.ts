import { type Context, isOdd } from '../context';
import { isRecord, type JsonObject } from '../core/schema';
import type { Version } from '../store/rows';

/** A version as odd servers show it: without a version text when it is not current, its schema in words of their own. */
export function oddVersion<T extends Version>(version: T, context: Context): T {
	const input = 'input_schema' in version ? version.input_schema : undefined;
	const isBlank = isOdd(context, 'blankVersions') && !version.is_current;
	const isWorded = isOdd(context, 'requiredAtProperty') && isRecord(input);
	return {
		...version,
		...(isBlank ? { version: '', message: '' } : {}),
		...(isWorded ? { input_schema: 'prompt_id' in version ? asParameters(input) : atProperty(input) } : {}),
	};
}

/** `required` at each property, in the place of a list of those that are. */
function atProperty({ required = [], properties, ...rest }: JsonObject): JsonObject {
	if (!isRecord(properties)) return { required, ...rest };
	const names = required as string[];
	const entries = Object.entries(properties).map(([name, property]) => [
		name,
		names.includes(name) ? { ...(property as JsonObject), required: true } : property,
	]);
	return { ...rest, properties: Object.fromEntries(entries) as JsonObject };
}

/** A list of parameters, all of which are required. */
function asParameters({ properties }: JsonObject): JsonObject {
	const entries = Object.entries(isRecord(properties) ? properties : {});
	return {
		parameters: entries.map(([name, property]) => ({ name, ...(property as JsonObject), required: true })),
	};
}
