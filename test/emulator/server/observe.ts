import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Context } from '../context';
import { alters, faultAnswer, hitsBefore, playFault, type Answer, type Faults } from '../core/faults';
import type { Recorder } from '../core/recorder';
import type { FaultRule, RecordedRequest } from '../settings';
import { CONTROL_PREFIX } from './control';

/** Records every request and applies latency and fault rules to it. */
export function observe(app: FastifyInstance, context: Context, recorder: Recorder, faults: Faults): void {
	const { clock, settings } = context;
	app.decorateRequest('record', null);
	app.decorateRequest('fault', null);

	app.addHook('onRequest', async (request, reply) => {
		reply.header('X-Request-Id', request.id);
		if (settings.clockSkewMs) reply.header('Date', context.store.now().toUTCString());
		const path = rawPath(request);
		if (path.startsWith(CONTROL_PREFIX)) return;
		request.record = recorder.add({
			method: request.method,
			path,
			query: request.query,
			headers: request.headers,
		});
	});

	app.addHook('preValidation', async (request, reply) => {
		const { record } = request;
		if (!record) return;
		record.body = request.body ?? undefined;
		record.rawBody = request.rawBytes?.toString('utf8') ?? '';
		await clock.sleep(settings.latencyMs);
		const rule = faults.take(record.method, record.path);
		if (!rule) return;
		request.fault = rule;
		record.fault = rule;
		if (!hitsBefore(rule)) return;
		await clock.sleep(rule.delayMs ?? 0);
		if (!alters(rule)) return;
		reply.hijack();
		const answer = faultAnswer(rule);
		strike(reply.raw, record, rule, {
			...answer,
			headers: { 'x-request-id': request.id, ...answer.headers },
		});
	});

	app.addHook('onSend', async (request, reply, payload) => {
		const { record, fault } = request;
		if (!record) return payload;
		record.status = reply.statusCode;
		record.ownStatus = reply.statusCode;
		if (!fault) return payload;
		if (!hitsBefore(fault)) await clock.sleep(fault.delayMs ?? 0);
		if (!alters(fault) || hitsBefore(fault)) {
			reply.headers(decoration(fault));
			return payload;
		}
		const headers = reply.getHeaders() as Record<string, string>;
		delete headers['content-length'];
		const body = typeof payload === 'string' ? payload : '';
		strike(reply.raw, record, fault, faultAnswer(fault, { status: reply.statusCode, headers, body }));
		// The rule has taken the socket over, so the server must never get to send its own answer.
		return new Promise<never>(() => {});
	});
}

/** The path of a request exactly as it came, without the query. */
export function rawPath(request: FastifyRequest): string {
	return (request.raw.url ?? '').split('?')[0];
}

function strike(
	response: Parameters<typeof playFault>[0],
	record: RecordedRequest,
	rule: FaultRule,
	answer: Answer,
): void {
	if (!rule.hang && rule.reset !== 'beforeHeaders') record.status = answer.status;
	playFault(response, rule, answer);
}

function decoration(rule: FaultRule): Record<string, string> {
	return { ...rule.headers, ...(rule.contentType && { 'content-type': rule.contentType }) };
}

declare module 'fastify' {
	interface FastifyRequest {
		record: RecordedRequest | null;
		fault: FaultRule | null;
	}
}
