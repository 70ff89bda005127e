import type { FastifyReply, FastifyRequest } from 'fastify';

import { type Context, isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { ApiError, badRequest, notFound } from '../core/errors';
import type { JsonObject } from '../core/schema';
import { launch } from '../engine/launch';
import { isSignedBy, SIGNATURE_HEADER } from '../outbound/signature';
import type { WebhookTrigger } from '../store/workspaceRows';
import { find } from './crud';
import { executionView } from './executionView';

/** The doors through which others start an agent: no API key, the token is the permission. */
export const hooks: Routes = (app, context) => {
	for (const path of ['/hooks/:token', '/api/v1/hooks/:token']) {
		app.post<{ Params: { token: string } }>(path, (request, reply) => {
			const trigger = byToken(context, request.params.token);
			if (!trigger) throw notFound('webhook trigger');
			return fire(context, trigger, request, reply);
		});
	}
	app.post('/api/v1/webhook/trigger', (request, reply) => {
		const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
		const trigger = byToken(context, token);
		if (!trigger) throw new ApiError(401, 'missing or unknown webhook token');
		return fire(context, trigger, request, reply);
	});
};

async function fire(
	context: Context,
	trigger: WebhookTrigger,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<object> {
	if (!trigger.is_active) throw refusedCall(context, trigger);
	if (trigger.secret !== null) assertSigned(context, request, trigger.secret);
	const agent = find(context.store.agents, trigger.agent_id, 'agent');
	const added = isOdd(context, 'hookTokenInInput') ? { token: trigger.token } : undefined;
	const run = launch(context, agent, { input: inputOf(request.body), added, waits: true });
	context.store.webhookTriggers.update(trigger, { last_used_at: context.store.now().toISOString() });
	await run.settled;
	reply.code(201);
	return data(executionView(context, run.execution));
}

function refusedCall(context: Context, { name }: WebhookTrigger): ApiError {
	const what = isOdd(context, 'refusedStates') ? 'trigger' : `webhook trigger ${name}`;
	return new ApiError(400, `${what} is disabled`);
}

function byToken({ store }: Context, token: string): WebhookTrigger | undefined {
	return store.webhookTriggers.where((one) => one.token === token)[0];
}

function assertSigned(
	{ settings, store }: Context,
	{ headers, rawBytes }: FastifyRequest,
	secret: string,
): void {
	const sent = String(headers[SIGNATURE_HEADER.toLowerCase()] ?? '');
	const raw = rawBytes ?? Buffer.alloc(0);
	const now = store.now().getTime() / 1000;
	if (!isSignedBy(settings.hookSignature, secret, raw, sent, now))
		throw new ApiError(401, 'invalid signature');
}

// The body is the input itself, or wrapped as `{ input }`.
function inputOf(body: unknown): JsonObject {
	if (!isObject(body)) throw badRequest('body', 'must be a JSON object');
	const { input, ...rest } = body;
	return isObject(input) && Object.keys(rest).length === 0 ? input : body;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
