import type { FastifyInstance, FastifyRequest } from 'fastify';

import { type Context, isOdd } from '../context';
import { ApiError, errorEnvelope } from '../core/errors';
import { RateLimiter, retryHeaders } from '../core/rateLimit';
import { fields } from '../core/schema';
import { agentIds } from '../seed/agents';
import { rawPath } from './observe';
import { sendUnknown } from './unknown';

/** With the oddity `limitedKeys`: a key for the support agent alone. */
export const LIMITED_API_KEY = 'pr_key_support_agent_only';

/** Paths of the second generation that the first one has with an ID at their end. */
const LOOK_LIKE_IDS = /^\/api\/v1\/(traces\/summary|traces\/pii-report|executions\/approval-inbox)$/;

/** Answers 429 above the rate limit in force, which counts everything below the API's prefix. */
export function limitRate(app: FastifyInstance, { settings, store }: Context): void {
	const limiter = new RateLimiter();
	app.addHook('preValidation', async (request, reply) => {
		if (!rawPath(request).startsWith('/api/v1/')) return;
		const wait = limiter.refuse(settings.rateLimit);
		if (wait === undefined) return;
		const headers = retryHeaders(settings.rateLimit?.retryAfter, wait, store.now().getTime());
		return reply.code(429).headers(headers).send(errorEnvelope(429, 'rate limit exceeded'));
	});
}

/** Answers 401 without the right API key, and 403 where the key is limited to other agents. */
export function requireKey(app: FastifyInstance, apiKey: string, context: Context): void {
	app.addHook('preValidation', async (request) => {
		const sent = request.headers['x-api-key'];
		if (sent === undefined) throw new ApiError(401, 'missing API key');
		const isLimited = sent === LIMITED_API_KEY && isOdd(context, 'limitedKeys');
		if (sent !== apiKey && !isLimited) throw new ApiError(401, 'invalid API key');
		const [, agentId] = /\/agents\/([^/]+)/.exec(rawPath(request)) ?? [];
		if (isLimited && agentId !== undefined && agentId !== agentIds.support)
			throw new ApiError(403, 'API key is not allowed to access this agent');
	});
}

/** Answers like a router without the path where the generation lacks it, unless the server takes its end for an ID. */
export function refuseLookalikes(app: FastifyInstance, context: Context): void {
	app.addHook('preValidation', async (request, reply) => {
		const isLacking = context.generation === 1 && LOOK_LIKE_IDS.test(rawPath(request));
		if (isLacking && !isOdd(context, 'pathsTakenForIds')) return sendUnknown(reply);
	});
}

/** Answers 400 to a body that is not JSON. */
export function requireJson(app: FastifyInstance): void {
	app.addHook('preValidation', async (request: FastifyRequest) => {
		if (request.malformed) throw new ApiError(400, 'request body is not valid JSON', { field: 'body' });
	});
}

/** Refuses query parameters on every route that does not say which ones it knows. */
export function refuseUnknownQueries(app: FastifyInstance): void {
	app.addHook('onRoute', (route) => {
		route.schema = { querystring: fields({}), ...route.schema };
	});
}
