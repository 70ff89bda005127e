import type { INodeProperties } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import { parseJsonField } from './json';
import { isObject } from '../../values';

type Convert = (raw: unknown, fieldName: string) => unknown;

const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null;

function unusable(fieldName: string, wanted: string): ValidationError {
	return new ValidationError({
		message: `The field '${fieldName}' needs ${wanted}`,
		hint: 'Check the value, or the expression that gives it.',
	});
}

const toText: Convert = (raw, fieldName) => {
	if (['number', 'boolean', 'bigint'].includes(typeof raw)) return String(raw);
	if (typeof raw !== 'string') throw unusable(fieldName, 'a text');
	return raw;
};

const toNumber: Convert = (raw, fieldName) => {
	if (typeof raw === 'string' && raw.trim() === '') return undefined;
	const value = typeof raw === 'string' || typeof raw === 'number' ? Number(raw) : NaN;
	if (!Number.isFinite(value)) throw unusable(fieldName, 'a number');
	return value;
};

const toBoolean: Convert = (raw, fieldName) => {
	if (typeof raw === 'boolean') return raw;
	const text = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
	if (text !== 'true' && text !== 'false') throw unusable(fieldName, 'true or false');
	return text === 'true';
};

/** A date, with or without a time, as ISO 8601 writes it: what else `Date` reads is a guess. */
const ISO_DATE =
	/^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/i;

/** Any ISO 8601 text, or a date object such as n8n's DateTime. */
const toIsoDate: Convert = (raw, fieldName) => {
	const text = typeof raw === 'string' ? raw.trim() : undefined;
	if (text === '') return undefined;
	const asDate = isObject(raw) && typeof raw.toJSDate === 'function' ? (raw.toJSDate() as unknown) : raw;
	const date = text !== undefined ? dateOf(text) : asDate instanceof Date ? asDate : undefined;
	if (!date || Number.isNaN(date.getTime())) throw unusable(fieldName, 'a date such as 2026-01-31T12:00:00Z');
	return date.toISOString();
};

/** The date that a text names; undefined where the calendar has none. */
function dateOf(text: string): Date | undefined {
	const [isIso, year, month = '01', day = '01'] = ISO_DATE.exec(text) ?? [];
	// `Date` counts on from the 30th of February.
	const counted = new Date(`${year}-${month}-01T00:00:00Z`).setUTCDate(Number(day));
	return isIso && new Date(counted).getUTCDate() === Number(day) ? new Date(text) : undefined;
}

const BY_TYPE: Partial<Record<INodeProperties['type'], Convert>> = {
	string: toText,
	options: toText,
	resourceLocator: toText,
	number: toNumber,
	boolean: toBoolean,
	dateTime: toIsoDate,
	json: parseJsonField,
};

/**
 * Holds what a dropdown is set to against its choices.
 * @throws ValidationError that names the field and its choices
 */
export function checkChoice({ displayName, options = [] }: INodeProperties, raw: unknown): void {
	const choices = options.flatMap((option) => ('value' in option ? [option.value] : []));
	if (choices.includes(raw as string)) return;
	throw new ValidationError({
		message: `The field '${displayName}' is set to none of its choices`,
		hint: `Set it to one of these: ${choices.join(', ')}.`,
	});
}

/** Types whose values are read by code that refuses what it cannot read, or that n8n itself puts together. */
const READ_ELSEWHERE: Array<INodeProperties['type']> = [
	'json',
	'resourceMapper',
	'fixedCollection',
	'multiOptions',
	'notice',
];

/**
 * Looks at what a field holds that only the operation's own code reads.
 * @param read evaluates the field; not called where its type needs no look
 * @throws ValidationError that names the field when its value cannot be used
 */
export function checkLocal(property: INodeProperties, read: () => unknown): void {
	if (property.type === 'options') checkChoice(property, read());
	else if (!READ_ELSEWHERE.includes(property.type)) toWireValue(property, read());
}

/**
 * Whether a switch is on; one that is not set is as it is by default.
 * @throws ValidationError that names the field when it is set to neither
 */
export function isOn(property: INodeProperties, raw: unknown): boolean {
	return (toWireValue(property, raw) ?? property.default) === true;
}

/**
 * Turns what a parameter holds into what is sent, by the parameter's type.
 * @returns undefined when there is nothing to send
 * @throws ValidationError that names the field when its value cannot be used, or is needed and empty
 */
export function toWireValue(property: INodeProperties, raw: unknown): unknown {
	const convert = BY_TYPE[property.type];
	const value = isAbsent(raw) || !convert ? (raw ?? undefined) : convert(raw, property.displayName);
	if (property.required && (value === undefined || (typeof value === 'string' && value.trim() === ''))) {
		throw new ValidationError({
			message: `The field '${property.displayName}' is empty`,
			hint: 'Fill it in, or check the expression that gives its value.',
		});
	}
	return value;
}
