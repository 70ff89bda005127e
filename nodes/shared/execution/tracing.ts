import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { PromptRailsHost } from '../transport/host';
import { isObject } from '../values';
import { firstId } from './result';
import type { Run } from './run';

type Tracing = Record<string, string | number | boolean>;
type Traced = Pick<IExecuteFunctions, 'setMetadata' | 'getExecuteData'>;

/** How many IDs of one kind a span names; n8n stores them with the execution. */
const MOST_IDS = 50;

const amount = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0);

/**
 * Notes on n8n's OpenTelemetry span of the node what ran in PromptRails: which execution and trace, and, where this node
 * started it, its tokens and cost under the names that n8n gives them. Several items add up. Hosts without such spans
 * are left alone.
 */
export function traceRun(host: PromptRailsHost, { id, isOwn, reading }: Run): void {
	if (!isTraced(host)) return;
	const row = reading?.row ?? {};
	const known = (host.getExecuteData().metadata?.tracing ?? {}) as Tracing;
	const ids = {
		'promptrails.execution.id': firstId(id, row.execution_id, row.id),
		'promptrails.trace.id': firstId(row.trace_id),
	};
	const tracing: Tracing = {};
	for (const [name, value] of Object.entries(ids)) {
		if (value !== '') tracing[name] = withId(known[name], value);
	}
	for (const [name, value] of Object.entries(isOwn ? usageOf(row) : {})) {
		if (value > 0) tracing[name] = amount(known[name]) + value;
	}
	if (Object.keys(tracing).length > 0) host.setMetadata({ tracing });
}

function isTraced(host: object): host is Traced {
	const { setMetadata, getExecuteData } = host as Partial<Traced>;
	return typeof setMetadata === 'function' && typeof getExecuteData === 'function';
}

function withId(known: unknown, id: string): string {
	const ids = typeof known === 'string' ? known.split(',') : [];
	return (ids.includes(id) ? ids : [...ids, id].slice(-MOST_IDS)).join(',');
}

function usageOf({ token_usage: usage, cost }: IDataObject): Record<string, number> {
	const {
		prompt_tokens: tokensIn,
		completion_tokens: tokensOut,
		total_tokens: total,
	} = isObject(usage) ? usage : {};
	return {
		'llm.tokens.in': amount(tokensIn),
		'llm.tokens.out': amount(tokensOut),
		'llm.tokens.total': amount(total) || amount(tokensIn) + amount(tokensOut),
		'llm.cost.total': amount(cost),
	};
}
