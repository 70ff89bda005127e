import { ValidationError } from '../../transport/errors/errors';
import { isObject, toRows } from '../../values';
import type { Field } from '../model/types';

/** The statuses by which servers refuse a value (docs/platform.md, P14). */
const REFUSED_VALUES = [400, 422];
const PREFIX = /^(invalid|bad) request: /i;
/** What may be a name on the wire, with the quotes around it. */
const NAMES = /["'`\w.[\]]+/g;
/** A word at the begin of a sentence that is about it. */
const SUBJECT = /^["'`]?([a-z]\w*)["'`]?:? (?=(?:is|must|should|cannot|has|needs|may)\b)/;

/** The label of what a server calls by a path; undefined where the node has no field for it. */
export type LabelOf = (path: string) => string | undefined;

/**
 * The label that a path of the request has in the panel.
 * @param fields those that count for the item
 * @param path as a server writes it, such as `config.max_tokens`, `body.steps[0].id` or `input.name`
 * @returns for example `Max Tokens`, `Steps › ID`, or `Input Fields › name`
 */
export function labelIn(fields: Field[], path: string): string | undefined {
	const labels = labelsOf(fields);
	const names = path.split(/[.[\]]+/).filter((name) => name !== '' && !/^\d+$/.test(name));
	// Servers may put where it was in front, such as `body`.
	const starts = names.map((_name, index) => names.slice(index));
	const known = starts.find((rest) => labels.has(rest.join('.')) || labels.has(rest[0]));
	if (known) {
		const [first, ...rest] = known;
		return labels.get(known.join('.')) ?? [labels.get(first), rest.join('.')].join(' › ');
	}
	const inner = [...labels].filter(([wireName]) => wireName.endsWith(`.${names.at(-1)}`));
	return inner.length === 1 ? inner[0][1] : undefined;
}

function labelsOf(fields: Field[]): Map<string, string> {
	const entries = fields.flatMap((field): Array<[string, string]> => {
		const { wireName, property, children = [], columns = [] } = field;
		const own: Array<[string, string]> = children.length > 0 ? [] : [[wireName, property.displayName]];
		const inRows = columns.map((column): [string, string] => [
			`${wireName}.${column.wireName}`,
			`${property.displayName} › ${column.property.displayName}`,
		]);
		return [...own, ...inRows, ...labelsOf(children)];
	});
	return new Map(entries);
}

/**
 * A refusal of a value that calls the fields as the panel does.
 * @returns the error itself where it is none, or names nothing that the node has a field for
 */
export function withFieldLabels(error: unknown, labelOf: LabelOf): unknown {
	if (!(error instanceof ValidationError) || !REFUSED_VALUES.includes(error.statusCode ?? 0)) return error;
	const serverText = labelled(error.serverText ?? '', error.details, labelOf);
	if (serverText === (error.serverText ?? '')) return error;
	return new ValidationError({ ...error, message: error.message, cause: error.cause, serverText });
}

function labelled(text: string, details: Record<string, unknown>, labelOf: LabelOf): string {
	const faults = faultsIn(details).flatMap(({ path, reason }) => {
		const label = labelOf(path);
		return label === undefined ? [] : [{ path, label, reason }];
	});
	const named = replaced(text, labelOf);
	const others = faults.filter(({ path, label }) => !text.includes(path) && !named.includes(label));
	const said = others.map(({ label, reason }) => `the field '${label}'${reason === '' ? '' : ` ${reason}`}`);
	if (said.length === 0) return named;
	return named === '' ? said.join('; ') : `${named.replace(/\.$/, '')}: ${said.join('; ')}`;
}

/** The text with labels in place of the names that can only be names on the wire, or that its first sentence is about. */
function replaced(text: string, labelOf: LabelOf): string {
	const [prefix = ''] = PREFIX.exec(text) ?? [];
	const sentence = text.slice(prefix.length);
	const labelFor = (name: string): string | undefined => labelOf(name.replace(/["'`]/g, ''));
	const [begin = '', subject = ''] = SUBJECT.exec(sentence) ?? [];
	const label = labelFor(subject);
	const rest = sentence.slice(begin.length).replace(NAMES, (found, at: number) => {
		const end = found.endsWith('.') ? '.' : '';
		const name = found.slice(0, found.length - end.length);
		// A word such as "name" may be meant as a word.
		const inner = /[._[]/.test(name) ? labelFor(name) : undefined;
		if (inner === undefined) return found;
		return at === 0 && begin === '' ? `The field '${inner}'${end}` : `'${inner}'${end}`;
	});
	const named = (label === undefined ? begin : `The field '${label}' `) + rest;
	return named === sentence ? text : named;
}

/** What the details of an answer say of single fields, in the forms in which servers write that. */
function faultsIn(details: Record<string, unknown>): Array<{ path: string; reason: string }> {
	const { errors, field, ...others } = details;
	const listed = isObject(errors) ? mapped(errors) : toRows(errors).flatMap((row) => fault(row.field, row));
	const single = typeof field === 'string' ? fault(field, details) : [];
	const all = [...listed, ...single, ...mapped(others)];
	return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/** `{max_tokens: 'must be positive'}`, or with a list of such texts; what is one word may be an ID. */
function mapped(table: Record<string, unknown>): Array<{ path: string; reason: string }> {
	return Object.entries(table).flatMap(([path, said]) => {
		const [reason] = [said].flat();
		return typeof reason === 'string' && reason.includes(' ') ? [{ path, reason }] : [];
	});
}

function fault(
	field: unknown,
	{ reason, message }: Record<string, unknown>,
): Array<{ path: string; reason: string }> {
	const said = reason ?? message;
	return typeof field === 'string' ? [{ path: field, reason: typeof said === 'string' ? said : '' }] : [];
}
