import type { FaultRule } from '../../emulator';
import type { StreamShape } from '../../emulator/stream/shape';
import type { Astray } from './network';
import type { ToldName } from './told';

/** One way in which a request goes wrong. */
export interface Fault {
	name: string;
	/** How the client must understand it. */
	told: ToldName;
	/** The status of its answer, where the fault is that. */
	status?: number;
	/** What the server does to the request; a function where that depends on the time or on addresses. */
	rule?: FaultRule | ((places: { elsewhere: string }) => FaultRule);
	/** Where the connection goes instead. */
	astray?: Astray;
	/** What it is where the answer is a stream that has begun: before anything is known, and half-way. */
	stream?: { early: StreamShape; midway: StreamShape };
	/** Whether it is in the body of an answer that would have been good. */
	isInBody?: boolean;
	/** How long the server asks to wait, at least; undefined where it says nothing that could be used. */
	asksForMs?: number;
	/** Whether it asks until a time, which is over once that was waited for. */
	asksOnce?: boolean;
	/** Whether that is longer than any budget. */
	waitsTooLong?: boolean;
}

const AFTER = { when: 'after' } as const;

const status = (code: number, told: ToldName, extra: FaultRule = {}, name = ''): Fault => ({
	name: `${code}${name && ` ${name}`}`,
	told,
	status: code,
	rule: { status: code, ...extra },
});

const LONGEST_BUDGET_MS = 60_000;

/** A server that asks to wait. @param asksForMs undefined when it says nothing that could be used */
const asking = (fault: Fault, headers: () => Record<string, string>, asksForMs?: number): Fault => ({
	...fault,
	rule: () => ({ ...(fault.rule as FaultRule), headers: headers() }),
	asksForMs,
	waitsTooLong: asksForMs !== undefined && asksForMs > LONGEST_BUDGET_MS,
});

const slowDown = (form: string, headers: () => Record<string, string>, asksForMs?: number): Fault =>
	asking(status(429, 'slowDown', {}, form), headers, asksForMs);
const unavailable = (form: string, headers: () => Record<string, string>, asksForMs: number): Fault =>
	asking(status(503, 'broken', AFTER, form), headers, asksForMs);

const DAY_S = 86_400;
const CENTURY_S = 100 * 365 * DAY_S;
const retryAfter = (value: number | string) => () => ({ 'retry-after': String(value) });
const inSeconds = (seconds: number) => () => ({
	'retry-after': new Date(Date.now() + seconds * 1000).toUTCString(),
});

const redirect = (code: number): Fault => ({
	name: `${code} to another origin`,
	told: 'redirect',
	status: code,
	rule: ({ elsewhere }) => ({ status: code, headers: { location: `${elsewhere}/api/v1/agents` } }),
});

/** Lists within lists. */
const DEEP = '['.repeat(5000) + ']'.repeat(5000);
const errorOf = (message: string, details = '{}'): string =>
	`{"error": {"code": "invalid", "message": "${message}", "details": ${details}}}`;

/** Every fault of the matrix. Where the outcome is open, the server has done its work: that is the worst case. */
export const FAULTS: Fault[] = [
	status(400, 'invalid'),
	status(401, 'unauthorized'),
	status(402, 'quota'),
	status(403, 'forbidden'),
	status(404, 'missing'),
	status(404, 'routeMissing', { html: true }, 'of a router, in HTML'),
	status(405, 'routeMissing'),
	status(408, 'gaveUp', AFTER),
	status(409, 'conflict'),
	status(410, 'missing'),
	status(410, 'routeMissing', { html: true }, 'of a router, in HTML'),
	status(418, 'refused'),
	status(422, 'invalid'),
	slowDown('without Retry-After', () => ({})),
	slowDown('with Retry-After in seconds', retryAfter(1), 1000),
	slowDown('with Retry-After in parts of a second', retryAfter(0.7), 700),
	slowDown('with Retry-After of 0', retryAfter(0)),
	// Dates are whole seconds.
	{ ...slowDown('with Retry-After as a date', inSeconds(3), 2000), asksOnce: true },
	slowDown('with Retry-After as a date that is over', inSeconds(-3600)),
	slowDown('with a negative Retry-After', retryAfter(-5)),
	slowDown('with rubbish as Retry-After', retryAfter('soon; in a while')),
	slowDown('with Retry-After of a day', retryAfter(DAY_S), DAY_S * 1000),
	slowDown('with Retry-After as a date in a century', inSeconds(CENTURY_S), (CENTURY_S - 1) * 1000),
	slowDown('with Retry-After of 400 digits', retryAfter('9'.repeat(400))),
	slowDown('with retry-after-ms', () => ({ 'retry-after-ms': '900' }), 900),
	status(500, 'broken', AFTER),
	status(502, 'broken', { html: true, ...AFTER }, 'with an HTML page'),
	status(503, 'broken', AFTER),
	unavailable('with Retry-After', retryAfter(1), 1000),
	unavailable('with Retry-After of a day', retryAfter(DAY_S), DAY_S * 1000),
	status(504, 'broken', AFTER),
	{ name: 'connection refused', told: 'unreachable', astray: 'refused' },
	{ name: 'host name unknown', told: 'unreachable', astray: 'unknownName' },
	{ name: 'reset before the headers', told: 'reset', rule: { reset: 'beforeHeaders', ...AFTER } },
	{
		name: 'reset in the middle of the body',
		told: 'reset',
		rule: { reset: 'midBody', ...AFTER },
		stream: { early: { cutAtByte: 40 }, midway: { cutAtByte: 400 } },
		isInBody: true,
	},
	{
		name: 'fewer bytes than announced',
		told: 'reset',
		rule: { truncate: 'contentLength', ...AFTER },
		stream: { early: { cutAtByte: 0 }, midway: { cutAtByte: 300 } },
		isInBody: true,
	},
	{
		name: 'JSON cut in half',
		told: 'unreadable',
		rule: { truncate: 'json', ...AFTER },
		stream: { early: { endAtByte: 40 }, midway: { endAtByte: 400 } },
		isInBody: true,
	},
	{
		name: 'JSON under the wrong content type',
		told: 'fine',
		rule: { contentType: 'text/plain', ...AFTER },
		stream: { early: {}, midway: {} },
	},
	{ name: 'an HTML page with status 200', told: 'unreadable', rule: { status: 200, html: true, ...AFTER } },
	{
		name: 'empty body',
		told: 'empty',
		rule: { empty: true, status: 200, ...AFTER },
		stream: { early: { endAtByte: 0 }, midway: { endAtByte: 300 } },
	},
	{ name: 'headers that are late, but in time', told: 'fine', rule: { delayMs: 30, ...AFTER } },
	{ name: 'headers that never come', told: 'late', rule: { hang: true, ...AFTER } },
	{
		name: 'body that trickles',
		told: 'late',
		rule: { trickleMs: 20, ...AFTER },
		stream: { early: { writes: 'bytes' }, midway: { writes: 'bytes' } },
		isInBody: true,
	},
	{
		name: 'body that stops half-way',
		told: 'late',
		rule: { silent: true, ...AFTER },
		stream: { early: { stall: { afterEvents: 0 } }, midway: { stall: { afterDeltas: 1 } } },
		isInBody: true,
	},
	{ name: 'a body without end', told: 'tooLarge', rule: { status: 200, flood: 'plain', ...AFTER } },
	{ name: 'gzip that grows without end', told: 'tooLarge', rule: { status: 200, flood: 'gzip', ...AFTER } },
	{
		name: 'JSON of 5,000 levels',
		told: 'tooDeep',
		rule: { status: 200, body: `{"data": ${DEEP}}`, ...AFTER },
	},
	status(400, 'invalid', { flood: 'plain' }, 'with a body without end'),
	status(400, 'invalid', { body: errorOf('<'.repeat(900_000)) }, 'with 900 kB of open brackets'),
	status(400, 'invalid', { body: errorOf('No', `{"rows": ${DEEP}}`) }, 'with details of 5,000 levels'),
	redirect(302),
	redirect(307),
	{ name: 'self-signed certificate', told: 'untrusted', astray: 'selfSigned' },
	{ name: 'certificate for another name', told: 'untrusted', astray: 'wrongName' },
];
