import type { ApiRequest } from '../http/apiRequest';
import type { ApiAnswer } from '../http/envelope';
import { canonicalStatus, spellingsOf } from '../../execution/status';
import type { PromptRailsError } from '../errors/errors';
import { type Translation, TRANSLATIONS } from './translations';

/** How a request is made on the server that there is. */
export interface Route {
	request: ApiRequest;
	/** Brings the answer into the shape of the first generation. */
	answer: (answer: ApiAnswer) => ApiAnswer;
	/** Whether the request is not the one that was asked for, but what stands in for it. */
	isTranslated: boolean;
}

/**
 * Remembers, for one base URL and execution, what the server turned out to be, and finds the way to make a request there.
 * The contract is the API's first generation: a server that has it is never asked twice for the lack of a route.
 */
export class Generations {
	private readonly missing = new Set<string>();
	/** Under which spelling the server lists rows of a status, by the table's spelling of it. */
	private readonly spellings = new Map<string, string>();

	/** How to make a request: as it stands, or translated where the server is known to lack its route. */
	route(request: ApiRequest): Route {
		const translation = this.missing.has(nameOf(request)) ? translationOf(request) : undefined;
		const translated = translation?.request(request) ?? request;
		return {
			request: this.spelled(translated),
			answer: (answer) => translation?.answer?.(answer, request) ?? answer,
			isTranslated: translation !== undefined,
		};
	}

	/** Learns from a failure. @returns whether `route` now knows another way; nothing of the request was carried out then */
	learnFromFailure(request: ApiRequest, route: Route, error: PromptRailsError): boolean {
		if (route.isTranslated || !error.routeMissing || !translationOf(request)) return false;
		this.missing.add(nameOf(request));
		return true;
	}

	/**
	 * The spellings of a status filter to ask with when a list has no rows under the one that was asked for: in the words
	 * of another generation, the filter finds nothing and is no error.
	 */
	otherSpellings({ query = {} }: ApiRequest): string[] {
		const { status, page = 1, offset = 0 } = query;
		if (typeof status !== 'string' || Number(page) !== 1 || Number(offset) !== 0) return [];
		if (this.spellings.has(canonicalStatus(status))) return [];
		return spellingsOf(status).filter((spelling) => spelling !== status);
	}

	/** Learns that the server lists rows under this spelling of a status. */
	learnSpelling(status: unknown): void {
		this.spellings.set(canonicalStatus(status), String(status));
	}

	private spelled(request: ApiRequest): ApiRequest {
		const { status } = request.query ?? {};
		const known = status === undefined ? undefined : this.spellings.get(canonicalStatus(status));
		return known === undefined ? request : { ...request, query: { ...request.query, status: known } };
	}
}

function translationOf(request: ApiRequest): Translation | undefined {
	return TRANSLATIONS[nameOf(request)];
}

function nameOf({ method, path }: ApiRequest): string {
	return `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
}
