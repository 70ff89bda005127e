import { isObject } from '../../values';

/** How tokens of hooks look: they begin with `wht_`, or are 27 letters and digits as IDs are. */
const HOOK_TOKEN = /^(wht_.+|[0-9A-Za-z]{27})$/;

/** Stands in the text of every answer with such tokens, as long as nothing in it is escaped without need. */
export const HOOK_TOKEN_KEY = /"token"/;

/**
 * Takes the tokens of hooks out of an answer, in place. Some servers add the token by which a run was called to the input
 * that they keep, so that everything that shows the input (runs, traces, approvals) would show the token.
 * @returns the answer
 */
export function withoutHookTokens<T>(answer: T): T {
	if (Array.isArray(answer)) answer.forEach(withoutHookTokens);
	else if (isObject(answer)) {
		const { input } = answer;
		if (isObject(input) && typeof input.token === 'string' && HOOK_TOKEN.test(input.token))
			delete input.token;
		Object.values(answer).forEach(withoutHookTokens);
	}
	return answer;
}
