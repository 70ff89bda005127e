import type { ApiRequest } from './apiRequest';
import type { PromptRailsError } from './errors';

/** How a request of the API's first generation is made on a server of the second. */
type Translation = (request: ApiRequest) => ApiRequest;

const asPost: Translation = (request) => ({ ...request, method: 'POST' });

/** First-generation routes with a known equivalent, by method and path template (API notes 0.2, 10.15). */
const TRANSLATIONS: Record<string, Translation> = {
	'PUT /api/v1/agents/{agentId}/versions/{versionId}/promote': asPost,
	'PUT /api/v1/prompts/{promptId}/versions/{versionId}/promote': asPost,
	'PUT /api/v1/data-sources/{dataSourceId}/versions/{versionId}/promote': asPost,
};

/** Remembers, for one base URL and execution, which routes the server lacks, and gives the request to make instead. */
export class Generations {
	private readonly missing = new Set<string>();

	/** The request to send: the given one, or its equivalent where the server is known to lack the route. */
	translate(request: ApiRequest): ApiRequest {
		const route = routeOf(request);
		return this.missing.has(route) ? TRANSLATIONS[route](request) : request;
	}

	/** The equivalent to try after this error; undefined when the error is final. */
	afterFailure(request: ApiRequest, error: PromptRailsError): ApiRequest | undefined {
		const route = routeOf(request);
		if (!error.routeMissing || !TRANSLATIONS[route] || this.missing.has(route)) return undefined;
		this.missing.add(route);
		return this.translate(request);
	}
}

function routeOf(request: ApiRequest): string {
	return `${request.method} ${request.path}`;
}
