import { STATUS_CODES } from 'node:http';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import type { FaultRule } from '../settings';
import { errorEnvelope } from './errors';
import { methodMatches, pathMatches } from './pathPattern';

/** An answer as it would go over the wire. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

interface ActiveRule {
	rule: FaultRule;
	seen: number;
	hits: number;
}

const HTML =
	'<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';
const SAMPLE: Answer = {
	status: 200,
	headers: {},
	body: JSON.stringify({ data: { id: 'cut', text: 'an answer that is cut somewhere in the middle' } }),
};
const ALTERING = [
	'status',
	'body',
	'html',
	'reset',
	'truncate',
	'empty',
	'hang',
	'silent',
	'trickleMs',
	'flood',
] as const;

/** The rules in force, in the order they were added. */
export class Faults {
	private rules: ActiveRule[] = [];

	/** Adds a rule and returns what removes it. */
	add(rule: FaultRule): () => void {
		const active = { rule, seen: 0, hits: 0 };
		this.rules.push(active);
		return () => {
			this.rules = this.rules.filter((one) => one !== active);
		};
	}

	clear(): void {
		this.rules = [];
	}

	/** The rule that applies to a request; counts the request against `skip` and `times`. */
	take(method: string, path: string): FaultRule | undefined {
		return this.rules.find((active) => applies(active, method, path))?.rule;
	}
}

/** True when a rule replaces or destroys the answer rather than only delaying or decorating it. */
export function alters(rule: FaultRule): boolean {
	return ALTERING.some((key) => rule[key] !== undefined);
}

/** True when nothing may run on the server. */
export function hitsBefore(rule: FaultRule): boolean {
	return rule.when !== 'after';
}

/** The answer of a rule; `real` is what the server would have said, if it ran. */
export function faultAnswer(rule: FaultRule, real: Answer = SAMPLE): Answer {
	const status = rule.status ?? (rule.html ? 502 : real.status);
	const contentType = rule.contentType ?? (rule.html ? 'text/html' : 'application/json; charset=utf-8');
	const whole = faultBody(rule, status, real.body);
	const body = rule.truncate === 'json' ? half(whole) : whole;
	return { status, headers: { ...real.headers, 'content-type': contentType, ...rule.headers }, body };
}

/** Plays an altering rule on the raw response. */
export function playFault(response: ServerResponse, rule: FaultRule, answer: Answer): void {
	if (rule.hang) return;
	if (rule.reset === 'beforeHeaders') {
		response.socket?.resetAndDestroy();
		return;
	}
	if (rule.flood) {
		void flood(response, answer, rule.flood);
		return;
	}
	response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
	if (rule.silent) response.write(half(answer.body));
	else if (rule.trickleMs !== undefined) void trickle(response, answer.body, rule.trickleMs);
	else if (rule.reset === 'midBody') {
		response.write(half(answer.body), () => response.socket?.resetAndDestroy());
	} else if (rule.truncate === 'contentLength') {
		response.write(half(answer.body), () => response.socket?.destroy());
	} else {
		response.end(answer.body);
	}
}

/** Sends a body without end until the client hangs up. */
async function flood(
	response: ServerResponse,
	{ status, headers }: Answer,
	how: 'plain' | 'gzip',
): Promise<void> {
	const block = Buffer.alloc(1024 * 1024, ' ');
	const chunk = how === 'gzip' ? gzipSync(block) : block;
	response.writeHead(status, { ...headers, ...(how === 'gzip' ? { 'content-encoding': 'gzip' } : {}) });
	const closed = once(response, 'close');
	while (!response.destroyed) {
		if (response.write(chunk)) await setTimeout(0);
		else await Promise.race([once(response, 'drain'), closed]);
	}
}

async function trickle(response: ServerResponse, body: string, pauseMs: number): Promise<void> {
	for (const byte of Buffer.from(body)) {
		if (response.destroyed) return;
		response.write(Uint8Array.of(byte));
		await setTimeout(pauseMs, undefined, { ref: false });
	}
	response.end();
}

function applies(active: ActiveRule, method: string, path: string): boolean {
	const { rule } = active;
	if (!methodMatches(rule.method, method) || !pathMatches(rule.path, path)) return false;
	active.seen++;
	if (active.seen <= (rule.skip ?? 0) || active.hits >= (rule.times ?? Infinity)) return false;
	active.hits++;
	return true;
}

function faultBody(rule: FaultRule, status: number, real: string): string {
	if (rule.empty) return '';
	if (rule.html) return HTML;
	if (typeof rule.body === 'string') return rule.body;
	if (rule.body !== undefined) return JSON.stringify(rule.body);
	return rule.status === undefined || rule.status < 400
		? real
		: JSON.stringify(errorEnvelope(status, STATUS_CODES[status] ?? 'Error'));
}

function half(body: string): string {
	return body.slice(0, Math.floor(body.length / 2));
}
