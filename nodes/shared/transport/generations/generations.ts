import type { ApiRequest } from '../http/apiRequest';
import type { ApiAnswer } from '../http/envelope';
import type { PromptRailsError } from '../errors/errors';
import { spellInSecond } from './secondGenerationNames';
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
 * The contract is the API's first generation: a server that has it is never asked anything twice.
 */
export class Generations {
	private readonly missing = new Set<string>();
	private isSecond = false;

	/** How to make a request: as it stands, or translated where the server is known to lack its route. */
	route(request: ApiRequest): Route {
		const translation = this.missing.has(nameOf(request)) ? translationOf(request) : undefined;
		const translated = translation?.request(request) ?? request;
		return {
			request: this.isSecond ? spellInSecond(translated) : translated,
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

	/** Learns from an answer. @returns whether `route` now spells the request otherwise, and the answer is worthless */
	learnFromAnswer(request: ApiRequest, { meta, data }: ApiAnswer): boolean {
		if (this.isSecond || meta?.generation !== 2) return false;
		this.isSecond = true;
		return Array.isArray(data) && data.length === 0 && spellInSecond(request) !== request;
	}
}

function translationOf(request: ApiRequest): Translation | undefined {
	return TRANSLATIONS[nameOf(request)];
}

function nameOf({ method, path }: ApiRequest): string {
	return `${method} ${path.replace(/\{\w+\}/g, '{}')}`;
}
