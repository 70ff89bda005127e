import type { INodeProperties } from 'n8n-workflow';

import type { InputField } from '../model/inputField';
import { localDay } from './isoDate';
import { parseJsonField } from './json';
import { trimmed, unquoted } from './pasted';
import { checkChoice, momentOf, toWireValue, unusable } from './wireValue';
import { isObject } from '../../values';

/**
 * Turns the value of an input field into what is sent, by the type that the input's schema declares.
 * @param timezone where dates without an offset are meant
 * @returns undefined when there is nothing to send: blank fields that are optional are left out
 * @throws ValidationError that names the field when its value does not fit, or is required and blank
 */
export function inputValue(field: InputField, raw: unknown, timezone: string): unknown {
	const property = propertyOf(field);
	const isBlank = raw === undefined || raw === null || (typeof raw === 'string' && trimmed(raw) === '');
	return isBlank ? toWireValue(property, undefined) : converted(field, property, raw, timezone);
}

/** The field as the converters of the nodes' own fields know it. */
function propertyOf({ id, displayName, required, type, options }: InputField): INodeProperties {
	return {
		displayName: displayName || id,
		name: id,
		type: type as INodeProperties['type'],
		default: '',
		required: required === true,
		// A text of several lines may be meant as it stands.
		typeOptions: { rows: 2 },
		options,
	};
}

function converted(
	{ type, wireType, options }: InputField,
	property: INodeProperties,
	raw: unknown,
	timezone: string,
): unknown {
	const read = (readAs: INodeProperties['type'] = property.type): unknown =>
		toWireValue({ ...property, type: readAs }, raw, { timezone });
	if (wireType === 'json') return parseJsonField(raw, property.displayName);
	if (wireType === 'scalar') return raw;
	if (wireType === 'members') return jsonOrText(raw);
	if (wireType === 'line') return unquoted(String(read('string')));
	if (type === 'options' && options?.length) return choice(property, raw);
	if (type === 'string') return asText(raw, timezone) ?? read();
	if (type === 'time') return trimmed(String(read('string')));
	if (wireType === 'date') return dayOf(property, raw, timezone);
	if (wireType === 'integer' && !Number.isInteger(read())) throw unusable(property, 'a whole number');
	return type === 'array' || type === 'object' ? parsed(type, property, raw) : read();
}

/** The choice that a value means: `2` of an expression is the choice 2, whatever its type. */
function choice(property: INodeProperties, raw: unknown): unknown {
	const choices = (property.options ?? []).flatMap((option) => ('value' in option ? [option.value] : []));
	const text = unquoted(String(raw));
	const meant = choices.find((value) => value === raw) ?? choices.find((value) => String(value) === text);
	checkChoice(property, meant);
	return meant;
}

/** A text that is a JSON object or list is sent as such; any other value as it is. */
function jsonOrText(raw: unknown): unknown {
	if (typeof raw !== 'string' || !/^[[{]/.test(trimmed(raw))) return raw;
	try {
		return JSON.parse(trimmed(raw)) as unknown;
	} catch {
		return raw;
	}
}

/** A date object such as n8n's DateTime, as text. */
function asText(raw: unknown, timezone: string): string | undefined {
	const moment = typeof raw === 'object' ? momentOf(raw, timezone) : undefined;
	return typeof moment === 'number' ? new Date(moment).toISOString() : undefined;
}

function dayOf(property: INodeProperties, raw: unknown, timezone: string): string {
	const moment = momentOf(raw, timezone);
	if (typeof moment !== 'number') throw unusable(property, 'a date such as 2026-01-31');
	return localDay(moment, timezone);
}

function parsed(type: 'array' | 'object', property: INodeProperties, raw: unknown): unknown {
	const value = parseJsonField(raw, property.displayName);
	if (type === 'array' && !Array.isArray(value)) throw unusable(property, 'a list such as ["a", "b"]');
	if (type === 'object' && !isObject(value)) throw unusable(property, 'an object such as {"a": 1}');
	return value;
}
