import { OWN_NAMES, type Use } from './templateTree';

const KEYWORDS = ['and', 'else', 'elif', 'if', 'in', 'is', 'not', 'or', 'recursive'];
/** Tags whose words are names of other templates and their parts. */
const OTHER_TEMPLATES = ['block', 'extends', 'from', 'import', 'include', 'macro'];
const IS_WORD = /^[\p{L}_]/u;
/** A word, a number, or one character. */
const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\d[\d.]*|\S/uy;

/** A tag of a template: its words and signs, texts left out. */
interface Tag {
	isStatement: boolean;
	tokens: string[];
}

/**
 * The variables of a template that no parser understands, by what stands before and behind each word: rather one too many
 * than one too few. Takes a time in proportion to the length of the template.
 */
export function likelyVariables(template: string): Map<string, Use> {
	const [found, made] = [new Map<string, Use>(), new Set<string>()];
	for (const { isStatement, tokens } of tagsOf(template)) {
		const keyword = isStatement ? tokens.shift() : undefined;
		if (keyword !== undefined && (OTHER_TEMPLATES.includes(keyword) || keyword.startsWith('end'))) continue;
		const { targets, rest } = split(keyword, tokens);
		for (const name of targets) made.add(name);
		for (const name of variablesIn(rest)) {
			if (keyword === 'for' && name === rest[0]) found.set(name, 'array');
			else if (!found.has(name)) found.set(name, 'text');
		}
	}
	for (const name of made) found.delete(name);
	return found;
}

/** What a loop or a `set` makes, and what it reads for that. */
function split(keyword: string | undefined, tokens: string[]): { targets: string[]; rest: string[] } {
	const sign = { for: 'in', set: '=' }[keyword ?? ''];
	if (sign === undefined) return { targets: [], rest: tokens };
	const at = tokens.indexOf(sign);
	const [made, rest] = at < 0 ? [tokens, []] : [tokens.slice(0, at), tokens.slice(at + 1)];
	return { targets: made.filter((token) => IS_WORD.test(token)), rest };
}

function variablesIn(tokens: string[]): string[] {
	return tokens.filter((token, index) => {
		if (!IS_WORD.test(token) || KEYWORDS.includes(token) || OWN_NAMES.includes(token.toLowerCase()))
			return false;
		const [before, beforeThat] = [tokens[index - 1], tokens[index - 2]];
		const [behind, behindThat] = [tokens[index + 1], tokens[index + 2]];
		const isTest = before === 'is' || (before === 'not' && beforeThat === 'is');
		const isArgumentName = behind === '=' && behindThat !== '=';
		return before !== '.' && before !== '|' && behind !== '(' && !isTest && !isArgumentName;
	});
}

/** The tags of a template in their order; comments, and what `raw` keeps as it is, have none. */
function* tagsOf(template: string): Generator<Tag> {
	const reader = new TagReader(template.replace(/\s+/g, ' '));
	for (let tag = reader.next(); tag; tag = reader.next()) {
		if (tag.isStatement && tag.tokens.length === 1 && tag.tokens[0] === 'raw') reader.skipTo('endraw');
		else yield tag;
	}
}

/** Reads one tag after another. What ends nowhere is looked for once, not again and again. */
class TagReader {
	private at = 0;
	private readonly endless = new Set<string>();

	constructor(private readonly text: string) {}

	next(): Tag | undefined {
		for (;;) {
			const start = this.text.indexOf('{', this.at);
			if (start < 0) return undefined;
			const kind = this.text[start + 1];
			this.at = start + (kind === '{' || kind === '%' || kind === '#' ? 2 : 1);
			if (kind === '#') this.skipTo('#}');
			else if (kind === '{' || kind === '%') return this.tag(kind === '%');
		}
	}

	/** Goes behind the next end of that kind; stays where there is none. */
	skipTo(end: string, from = this.at): boolean {
		const found = this.endless.has(end) ? -1 : this.text.indexOf(end, from);
		if (found < 0) this.endless.add(end);
		else this.at = found + end.length;
		return found >= 0;
	}

	private tag(isStatement: boolean): Tag {
		const [tokens, end] = [[] as string[], isStatement ? '%}' : '}}'];
		while (this.at < this.text.length && !this.text.startsWith(end, this.at)) {
			const char = this.text[this.at];
			// Where the tag ends nowhere, the next one begins.
			if (this.opensTag(this.at)) return { isStatement, tokens };
			if ((char === '"' || char === "'") && this.skipText(char)) continue;
			TOKEN.lastIndex = this.at;
			const token = TOKEN.exec(this.text)?.[0];
			this.at += token?.length ?? 1;
			// A sign at either end of the tag says how to deal with blanks.
			if (token !== undefined && (tokens.length > 0 || !/[-+]/.test(token))) tokens.push(token);
		}
		this.at += end.length;
		if (/^[-+]$/.test(tokens.at(-1) ?? '')) tokens.pop();
		return { isStatement, tokens };
	}

	private opensTag(at: number): boolean {
		return this.text.startsWith('{{', at) || this.text.startsWith('{%', at);
	}

	/** Goes behind a quoted text; a quote that is not closed is a sign like others. */
	private skipText(quote: string): boolean {
		if (this.endless.has(quote)) return false;
		for (let at = this.at + 1; at < this.text.length; at += 1) {
			// Rather a text too few than a variable: another tag inside of quotes means that one of them is a sign.
			if (this.opensTag(at)) return false;
			if (this.text[at] === '\\') at += 1;
			else if (this.text[at] === quote) {
				this.at = at + 1;
				return true;
			}
		}
		this.endless.add(quote);
		return false;
	}
}
