import { isObject } from '../values';

/** The keys under which agents put their text (docs/platform.md, P28), in the order in which PromptRails' own chat looks at them. */
const TEXT_KEYS = ['content', 'output', 'message', 'answer', 'text', 'response'];
/** Keys that only describe the text beside them. */
const LABEL_KEYS = ['type', 'role'];
/** How many objects deep a text is looked for. */
const DEEPEST = 10;

/**
 * The answer's text where the output is nothing but a text, however deep it is nested, else the output as it is; null for
 * an empty text, of which n8n's chat would show the whole item.
 */
export function answerOf(output: unknown): unknown {
	const isOnlyKey = (key: string, keys: string[]): boolean =>
		keys.every((other) => other === key || LABEL_KEYS.includes(other));
	const answer = innerText(output, isOnlyKey) ?? output ?? null;
	return answer === '' ? null : answer;
}

/** Whether an output is not there: a run that has not answered has null or an empty object for one. */
export function isAbsent(output: unknown): boolean {
	return output === null || output === undefined || (isObject(output) && Object.keys(output).length === 0);
}

/** An output as a chat shows it: the text inside, whatever stands beside it; JSON where there is none. */
export function textOf(output: unknown): string {
	if (isAbsent(output)) return '';
	return innerText(output, () => true) ?? JSON.stringify(output);
}

/**
 * The text inside of an output.
 * @param accepts whether to look under a key, given all keys of its object
 */
function innerText(output: unknown, accepts: (key: string, keys: string[]) => boolean): string | undefined {
	let value = output;
	for (let depth = 0; depth < DEEPEST && isObject(value); depth += 1) {
		const inner: Record<string, unknown> = value;
		const isText = (one: string): boolean => typeof inner[one] === 'string';
		const isFilled = (one: string): boolean =>
			(isText(one) || isObject(inner[one])) && inner[one] !== '' && !isAbsent(inner[one]);
		const key = TEXT_KEYS.find(isFilled) ?? TEXT_KEYS.find(isText);
		if (key === undefined || !accepts(key, Object.keys(inner))) return undefined;
		value = inner[key];
	}
	return typeof value === 'string' ? value : undefined;
}
