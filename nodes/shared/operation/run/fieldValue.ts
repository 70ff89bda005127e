import { toPathSegment } from '../../transport/http/path';
import { isObject } from '../../values';
import type { Field } from '../model/types';
import { toWireValue } from './wireValue';

/**
 * Puts the value of a parameter into the part of the request that the field belongs to; nothing when it is not to be sent.
 * @param timezone where dates without an offset are meant
 * @throws ValidationError that names the field when its value cannot be used
 */
export function putFieldValue(
	target: Record<string, unknown>,
	field: Field,
	raw: unknown,
	timezone?: string,
): void {
	const value = toWireValue(field.property, raw, { timezone, place: field.place });
	if (value === undefined || value === field.placeholderValue) return;
	const converted = field.convert ? field.convert(value) : value;
	if (converted === undefined) return;
	// Here, where the error can call the field by its label.
	if (field.place === 'path') toPathSegment(converted, `The field '${field.property.displayName}'`);
	const names = field.wireName.split('.');
	const last = names.pop() ?? field.wireName;
	const inner = names.reduce((parent, name) => (parent[name] ??= {}) as Record<string, unknown>, target);
	// What has a field of its own counts before what a free object says of it.
	const before = inner[last];
	inner[last] = isObject(before) && isObject(converted) ? { ...converted, ...before } : converted;
}
