import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

import { ApiError, errorEnvelope } from '../core/errors';
import type { Compile } from '../core/validation';
import { validationError } from '../core/validation';

const BODY_LIMIT = 10 * 1024 * 1024;

/** The bare server: strict schemas, bodies kept raw, errors in the vendor's envelope. */
export function createApp(nextRequestId: () => string): { app: FastifyInstance; compile: Compile } {
	let compile: Compile | undefined;
	const app = fastify<Server, IncomingMessage, ServerResponse>({
		bodyLimit: BODY_LIMIT,
		exposeHeadRoutes: false,
		// Otherwise a client's idle or hanging connection would keep close() waiting.
		forceCloseConnections: true,
		genReqId: nextRequestId,
		ajv: {
			// Nothing is dropped, converted or filled in: what a client sends is judged as it is.
			customOptions: {
				removeAdditional: false,
				coerceTypes: false,
				useDefaults: false,
				allErrors: true,
				strict: false,
			},
			onCreate: (ajv) => {
				compile = (schema) => ajv.compile(schema);
			},
		},
		// An address that cannot be decoded never reaches the hooks.
		frameworkErrors: (error, request, reply) => sendError(error, reply.header('X-Request-Id', request.id)),
	});
	app.setErrorHandler<FastifyError | ApiError>((error, _request, reply) => sendError(error, reply));
	parseBodies(app);
	return {
		app,
		compile: (schema) => {
			if (!compile) throw new Error('no schema can be compiled before the server is ready');
			return compile(schema);
		},
	};
}

// Bodies are read whatever their content type, as the vendor's server does; a broken one is refused after the key is checked.
function parseBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, raw: Buffer, done) => {
		request.rawBytes = raw;
		const text = raw.toString('utf8');
		if (text === '') return done(null, undefined);
		try {
			done(null, JSON.parse(text));
		} catch {
			request.malformed = true;
			done(null, text);
		}
	});
	app.decorateRequest('rawBytes', null as unknown as Buffer);
	app.decorateRequest('malformed', false);
}

function sendError(error: FastifyError | ApiError, reply: FastifyReply): void {
	const refusal = toApiError(error);
	void reply.code(refusal.status).send(errorEnvelope(refusal.status, refusal.message, refusal.details));
}

function toApiError(error: FastifyError | ApiError): ApiError {
	if (error instanceof ApiError) return error;
	if (error.validation) return validationError(error.validation);
	return new ApiError(error.statusCode ?? 500, error.message);
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The body as it came, for signatures. */
		rawBytes: Buffer;
		/** True when the body is not JSON. */
		malformed: boolean;
	}
}
