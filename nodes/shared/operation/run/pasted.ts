import type { INodeProperties } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import { type LocatorName, LOCATORS, type LocatorRow } from '../model/locatorTable';
import type { Place } from '../model/types';
import { ownValue } from '../../values';

/**
 * What may come along when a value is pasted, and goes:
 * `text` keeps all; `line` loses blanks and characters that do not show at both ends; `name` loses quotes around it, too;
 * `id` may also be the address of the page on which PromptRails shows the thing.
 */
type Kind = 'text' | 'line' | 'name' | 'id';

/** Single lines that are names, not what people write in their own words. */
const NAMES =
	/^(custom[A-Z].*|.*Id|alias|approvalCheckpointName|category|checkpointName|cronExpression|folderPath|id|mediaModel|mediaProvider|mediaType|mimeType|modelName|otherEvents|outputFormat|provider|schemaType|signatureHeader|status|to|token|toolName)$/;
/** Single lines of which every character counts: what files are searched for. */
const EXACT = ['text', 'pattern'];
/** What is picked from a list and is no ID of PromptRails: anybody may call it anything. */
const FREE_IDS = ['session_id', 'path'];

/** Blanks, line breaks, and characters that do not show, which chats and documents put between letters. */
const BLANK = /[\s\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const UNSEEN = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** What stands around copied values, by its first character; chats put addresses between angle brackets. */
const QUOTES: Record<string, string> = {
	'"': '"',
	"'": "'",
	'`': '`',
	'\u201C': '\u201D',
	'\u201E': '\u201C',
	'\u2018': '\u2019',
	'\u00AB': '\u00BB',
	'<': '>',
};

/**
 * Removes from the value of a field what came along when it was pasted, by the kind of the field.
 * @param place where the value goes; what is searched for by a name has no quotes around it
 * @throws ValidationError that names the field when an address is given in which there is no ID
 */
export function withoutPasted(property: INodeProperties, text: string, place?: Place): string {
	const kind = kindOf(property, place);
	if (kind === 'text') return text;
	if (kind === 'line') return trimmed(text);
	return kind === 'name' ? unquoted(text) : idIn(unquoted(text).replace(UNSEEN, ''), property);
}

/** A text without blanks, line breaks and characters that do not show at its ends. */
export function trimmed(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && BLANK.test(text[start])) start += 1;
	while (end > start && BLANK.test(text[end - 1])) end -= 1;
	return text.slice(start, end);
}

/** A text without blanks and quotes around it. */
export function unquoted(text: string): string {
	const inner = trimmed(text);
	const isQuoted = inner.length > 1 && ownValue(QUOTES, inner[0]) === inner.at(-1);
	return isQuoted ? unquoted(inner.slice(1, -1)) : inner;
}

function kindOf(property: INodeProperties, place?: Place): Kind {
	const { type, name, typeOptions = {} } = property;
	if (type === 'options') return 'name';
	if (type === 'resourceLocator')
		return FREE_IDS.includes(locatorOf(property)?.idField ?? '') ? 'name' : 'id';
	if (typeOptions.rows || EXACT.includes(name)) return 'text';
	if (NAMES.test(name)) return 'name';
	if (typeOptions.password) return 'text';
	return place === 'query' ? 'name' : 'line';
}

function locatorOf({ modes = [] }: INodeProperties): LocatorRow | undefined {
	const search = modes.find(({ type }) => type === 'list')?.typeOptions?.searchListMethod;
	return search === undefined ? undefined : LOCATORS[search as LocatorName];
}

/** The ID in the address of a page or of the API: what follows the name of its list, else the last part that looks like one. */
function idIn(text: string, property: INodeProperties): string {
	if (!/^https?:\/\//i.test(text)) return text;
	const parts = text
		.replace(/^[^/]*\/\/[^/]*/, '')
		.split(/[/?#&=]/)
		.filter(Boolean);
	const list = locatorOf(property)?.path.split('/').pop() ?? '';
	const afterList = parts[parts.lastIndexOf(list) + 1];
	const found =
		parts.includes(list) && afterList
			? afterList
			: parts.filter((part) => /^(?=.*\d)[\w-]{6,}$/.test(part)).pop();
	if (found) return found;
	throw new ValidationError({
		message: `The field '${property.displayName}' is an address without an ID in it`,
		hint: 'Pick it from the list, or give its ID alone.',
	});
}
