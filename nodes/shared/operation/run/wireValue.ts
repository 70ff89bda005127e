import type { INodeProperties } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import type { Place } from '../model/types';
import { parseIsoDate } from './isoDate';
import { parseJsonField } from './json';
import { trimmed, withoutPasted } from './pasted';
import { isObject } from '../../values';

/** What decides how a value is read, beside its field. */
export interface Reading {
	/** Where dates without an offset are meant: the timezone of the workflow. */
	timezone?: string;
	/** The part of the request in which the value goes. */
	place?: Place;
}

type Convert = (raw: unknown, property: INodeProperties, reading: Reading) => unknown;

const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null;

/** Says that a field has a value that it cannot take. @param wanted what it needs, with its article */
export function unusable({ displayName }: INodeProperties, wanted: string): ValidationError {
	return new ValidationError({
		message: `The field '${displayName}' needs ${wanted}`,
		hint: 'Check the value, or the expression that gives it.',
	});
}

const toText: Convert = (raw, property, { place }) => {
	if (['number', 'boolean', 'bigint'].includes(typeof raw)) return String(raw);
	if (typeof raw !== 'string') throw unusable(property, 'a text');
	return withoutPasted(property, raw, place);
};

const toNumber: Convert = (raw, property) => {
	const given = typeof raw === 'string' ? trimmed(raw) : raw;
	if (given === '') return undefined;
	const value = typeof given === 'string' || typeof given === 'number' ? Number(given) : NaN;
	if (!Number.isFinite(value)) throw unusable(property, 'a number');
	return value;
};

const toBoolean: Convert = (raw, property) => {
	if (typeof raw === 'boolean') return raw;
	// So databases keep booleans.
	if (raw === 0 || raw === 1) return raw === 1;
	const text = typeof raw === 'string' ? trimmed(raw).toLowerCase() : '';
	if (text !== 'true' && text !== 'false') throw unusable(property, 'true or false');
	return text === 'true';
};

/** Any ISO 8601 text, or a date object such as n8n's DateTime. */
const toIsoDate: Convert = (raw, property, { timezone = 'UTC' }) => {
	const moment = momentOf(raw, timezone);
	if (moment === 'none') return undefined;
	if (moment === undefined) throw unusable(property, 'a date such as 2026-01-31T12:00:00Z');
	return new Date(moment).toISOString();
};

/** @returns ms since the epoch; `none` for a blank text; undefined when it is no date */
export function momentOf(raw: unknown, timezone: string): number | 'none' | undefined {
	if (typeof raw === 'string') {
		const text = trimmed(raw);
		return text === '' ? 'none' : parseIsoDate(text, timezone);
	}
	const date = isObject(raw) && typeof raw.toJSDate === 'function' ? (raw.toJSDate() as unknown) : raw;
	return date instanceof Date && !Number.isNaN(date.getTime()) ? date.getTime() : undefined;
}

const BY_TYPE: Partial<Record<INodeProperties['type'], Convert>> = {
	string: toText,
	options: toText,
	resourceLocator: toText,
	number: toNumber,
	boolean: toBoolean,
	dateTime: toIsoDate,
	json: (raw, { displayName }) => parseJsonField(raw, displayName),
};

/**
 * Checks that a dropdown is set to one of its choices.
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
 * Checks the value of a field that only the operation's own code reads.
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
 * Turns the value of a parameter into what is sent, by the parameter's type.
 * @returns undefined when there is nothing to send
 * @throws ValidationError that names the field when its value cannot be used, or is needed and empty
 */
export function toWireValue(property: INodeProperties, raw: unknown, reading: Reading = {}): unknown {
	const convert = BY_TYPE[property.type];
	const value = isAbsent(raw) || !convert ? (raw ?? undefined) : convert(raw, property, reading);
	if (property.required && (value === undefined || (typeof value === 'string' && trimmed(value) === ''))) {
		throw new ValidationError({
			message: `The field '${property.displayName}' is empty`,
			hint: 'Fill it in, or check the expression that gives its value.',
		});
	}
	return value;
}
