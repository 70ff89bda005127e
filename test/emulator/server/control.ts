import type { FastifyInstance } from 'fastify';

import type { JsonSchema } from '../core/schema';
import { bool, fields, int, intText, oneOf, text } from '../core/schema';
import { ODDITY_NAMES, type OddityName } from '../oddities';
import { HOOK_SIGNATURES, SIGNATURE_FORMS } from '../outbound/signature';
import { EVENT_BODY_FIELDS, EVENT_NAME_FIELDS } from '../outbound/types';
import { shapeSchema } from '../stream/shape';
import type { FaultRule, Settings } from '../settings';
import type { Emulator } from '../types';

/** Everything below here steers the emulator itself. */
export const CONTROL_PREFIX = '/__emulator';

const count = { type: 'integer', minimum: 0 };
const faultSchema = fields({
	method: text,
	path: text,
	times: count,
	skip: count,
	when: oneOf('before', 'after'),
	delayMs: count,
	status: int,
	headers: { type: 'object', additionalProperties: text },
	body: {},
	contentType: text,
	html: bool,
	reset: oneOf('beforeHeaders', 'midBody'),
	truncate: oneOf('contentLength', 'json'),
	empty: bool,
	hang: bool,
	silent: bool,
	trickleMs: count,
	stream: shapeSchema,
});
// Over JSON, null is how a setting that has no default is taken away.
const nullable = (schema: JsonSchema): JsonSchema => ({ ...schema, type: ['object', 'null'] });
const rateLimit = fields(
	{ perSecond: count, retryAfter: oneOf('seconds', 'ms', 'date', 'none') },
	'perSecond',
);
const outboundWebhook = fields(
	{
		url: text,
		form: oneOf(...SIGNATURE_FORMS, 'none'),
		secret: { anyOf: [text, { type: 'array', items: text }] },
		separator: oneOf(',', ' '),
		shape: fields({ name: oneOf(...EVENT_NAME_FIELDS), body: oneOf(...EVENT_BODY_FIELDS) }),
	},
	'url',
);
const settingsSchema = fields({
	latencyMs: count,
	longRunMs: count,
	asyncRunMs: count,
	streamDeltaMs: count,
	streamHeartbeatMs: count,
	executeIdField: oneOf('execution_id', 'id'),
	chatReplyShape: oneOf('message', 'pair'),
	stream: nullable(shapeSchema),
	cancelRoute: bool,
	approvalTtlMs: count,
	expiredStatus: oneOf('expired', 'pending'),
	expiredExecution: oneOf('failed', 'awaiting_approval'),
	clockSkewMs: int,
	hookSignature: oneOf(...HOOK_SIGNATURES),
	outboundWebhook: nullable(outboundWebhook),
	rateLimit: nullable(rateLimit),
	oddities: { type: 'array', items: oneOf(...ODDITY_NAMES) },
});

type SettingsBody = { [Name in keyof Omit<Settings, 'oddities'>]?: Settings[Name] | null } & {
	oddities?: OddityName[];
};

/** The emulator's own interface over HTTP, for other processes. */
export function addControl(app: FastifyInstance, emulator: () => Emulator): void {
	app.get('/', () => ({ url: emulator().url, apiKey: emulator().apiKey, ids: emulator().ids }));
	app.get<{ Querystring: { method?: string; path?: string; after?: string } }>(
		'/requests',
		{ schema: { querystring: fields({ method: text, path: text, after: intText }) } },
		({ query: { after = '0', ...filter } }) =>
			emulator()
				.requests(filter)
				.filter(({ id }) => id > Number(after)),
	);
	app.delete('/requests', (_request, reply) => {
		emulator().clearRequests();
		return reply.code(204).send();
	});
	app.post<{ Body: FaultRule }>('/faults', { schema: { body: faultSchema } }, (request, reply) => {
		emulator().fault(request.body);
		return reply.code(201).send(request.body);
	});
	app.delete('/faults', (_request, reply) => {
		emulator().clearFaults();
		return reply.code(204).send();
	});
	app.post<{ Body: SettingsBody }>('/settings', { schema: { body: settingsSchema } }, ({ body }) => {
		const { oddities, ...rest } = body;
		const { settings } = emulator();
		const known = Object.entries(rest).map(([name, value]) => [name, value ?? undefined]);
		Object.assign(settings, Object.fromEntries(known), oddities ? { oddities: new Set(oddities) } : {});
		return { ...settings, oddities: [...settings.oddities] };
	});
	app.post('/reset', (_request, reply) => {
		emulator().reset();
		return reply.code(204).send();
	});
}
