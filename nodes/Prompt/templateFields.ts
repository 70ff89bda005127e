import type { ResourceMapperField } from 'n8n-workflow';

import { inputField } from '../shared/operation/editor/inputSchema';

/** Names that a template reads, and of those that end here the ones it goes through one by one (Jinja). */
const READ = /(?:\{\{-?|\{%-?\s*(?:el)?if(?:\s+not)?\s)\s*([A-Za-z_]\w*)(?!\w*\s*\()/g;
const LISTED = /\{%-?\s*for\s+[\w\s,]+?\s+in\s+([A-Za-z_]\w*)(?!\w*\s*\()/g;
/** Names that it makes itself. */
const MADE = /\{%-?\s*(?:for\s+([\w\s,]+?)\s+in|set\s+(\w+))\s/g;
const OWN = ['loop', 'true', 'false', 'none'];

/** The variables that the texts of a prompt read, in the order in which they come, as fields to fill in. */
export function templateFields(texts: unknown[]): ResourceMapperField[] {
	const text = texts.filter((one) => typeof one === 'string').join('\n');
	const made = [...text.matchAll(MADE)].flatMap(([, looped = '', set = '']) => [
		...looped.split(/[\s,]+/),
		set,
	]);
	const listed = namesIn(text, LISTED);
	const names = new Set([...namesIn(text, READ), ...listed]);
	return [...names]
		.filter((name) => !made.includes(name) && !OWN.includes(name.toLowerCase()))
		.map((name) => inputField(name, listed.includes(name) ? 'array' : 'string'));
}

const namesIn = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].map(([, name = '']) => name);
