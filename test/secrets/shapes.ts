/** What secrets of the tests look like: keys of the API, tokens of hooks, signing secrets, and the one that users type. */
const SHAPES: Record<string, RegExp> = {
	'an API key': /\bpr_(?:key|live)_\w{5,}/,
	'the token of a hook': /\bwht_\w{12,}/,
	'a signing secret': /\bwhsec_\w{4,}|shared-with-the-caller/,
};

/** The kinds of secrets that stand in a text. */
export function secretKindsIn(text: string): string[] {
	return Object.keys(SHAPES).filter((kind) => SHAPES[kind].test(text));
}

/** What is wrong with a text that secrets stand in, without the secrets; undefined when none does. */
export function complaintAbout(where: string, text: string): string | undefined {
	const kinds = secretKindsIn(text);
	return kinds.length > 0 ? `${where} shows ${kinds.join(', ')}` : undefined;
}
