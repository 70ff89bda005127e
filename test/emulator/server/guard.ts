import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Context } from '../context';
import { ApiError, errorEnvelope } from '../core/errors';
import { RateLimiter, retryHeaders } from '../core/rateLimit';
import { fields } from '../core/schema';
import { rawPath } from './observe';

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

/** Answers 401 without the right API key. */
export function requireKey(app: FastifyInstance, apiKey: string): void {
	app.addHook('preValidation', async (request) => {
		const sent = request.headers['x-api-key'];
		if (sent === undefined) throw new ApiError(401, 'missing API key');
		if (sent !== apiKey) throw new ApiError(401, 'invalid API key');
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
