import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../http/apiRequest';
import { approvalOf, costSummaryOf } from './secondGenerationRows';
import { type ApiAnswer } from '../http/envelope';
import { ValidationError } from '../errors/errors';
import { quoted } from '../errors/quoted';
import { ownValue, isObject, type Row, toRows } from '../../values';
import { pathWith } from '../http/path';

/** How a request of the API's first generation is made on a server of the second. */
export interface Translation {
	request: (request: ApiRequest) => ApiRequest;
	/** Brings the answer into the shape of the first generation. */
	answer?: (answer: ApiAnswer, request: ApiRequest) => ApiAnswer;
}

const EXECUTION = '/api/v1/executions/{executionId}';
const TRIGGERS = '/api/v1/triggers';
const TRIGGER = `${TRIGGERS}/{triggerId}`;
const SUMMARY = '/api/v1/traces/summary';
/** The source of triggers that any program can call. */
const GENERIC = 'generic';
/** The last part of the route by which a decision is made. */
const VERBS: Record<string, string> = { approved: 'approve', rejected: 'deny' };

/** The only value of a path template that has just one. */
function onlyId({ pathParams = {} }: ApiRequest): unknown {
	return Object.values(pathParams)[0];
}

function bodyOf({ body }: ApiRequest): Record<string, unknown> {
	return isObject(body) ? body : {};
}

function onEveryRow(change: (row: Row, request: ApiRequest) => Row): NonNullable<Translation['answer']> {
	return (answer, request) => ({
		...answer,
		data: Array.isArray(answer.data)
			? toRows(answer.data).map((row) => change(row, request))
			: isObject(answer.data)
				? change(answer.data, request)
				: answer.data,
	});
}

const promotion: Translation = { request: (request) => ({ ...request, method: 'POST' }) };

/** There is no history of approvals: what was decided has left the inbox, and shows in its execution alone. */
const inbox: Translation = {
	request: (request) => {
		const { status, ...query } = request.query ?? {};
		if (status !== undefined && status !== '' && status !== 'pending') {
			throw new ValidationError({
				message: 'This server lists pending approvals only',
				hint: `It keeps no list of those with the status ${quoted(status)}. Look at the status of the executions instead; a published Event Trigger starts a workflow for each decision.`,
			});
		}
		return { ...request, path: '/api/v1/executions/approval-inbox', query };
	},
	answer: (answer, request) => ({
		...onEveryRow(approvalOf)(answer, request),
		meta: { ...answer.meta, rowsLeave: true },
	}),
};

const approval: Translation = {
	request: (request) => ({ ...request, ...pathWith(EXECUTION, { executionId: onlyId(request) }) }),
	answer: onEveryRow(approvalOf),
};

const decision: Translation = {
	request: (request) => {
		const { decision: wanted, reason } = bodyOf(request);
		const verb = ownValue(VERBS, wanted);
		if (!verb) {
			throw new ValidationError({
				message: `${quoted(wanted)} is no decision`,
				hint: `Give one of: ${Object.keys(VERBS).join(', ')}. Nothing was decided.`,
			});
		}
		return {
			...request,
			...pathWith(`${EXECUTION}/${verb}`, { executionId: onlyId(request) }),
			body: reason === undefined ? {} : { reason: String(reason) },
		};
	},
	answer: onEveryRow((run, request) => {
		const { decision: status, reason = null } = bodyOf(request);
		return { ...approvalOf(run), status, reason };
	}),
};

const costs: Translation = {
	request: (request) => {
		const { from, to } = request.query ?? {};
		return {
			...request,
			...pathWith(SUMMARY, {}),
			query: { date_from: from, date_to: to, agent_id: onlyId(request) },
		};
	},
	answer: onEveryRow(costSummaryOf),
};

const trigger: Translation = {
	request: (request) => ({ ...request, ...pathWith(TRIGGER, { triggerId: onlyId(request) }) }),
};

const triggers: Translation = {
	request: (request) => ({ ...request, path: TRIGGERS }),
	answer: (answer) => ({
		...answer,
		// Left out after the pages are counted, for the server counts the triggers of every source.
		isListed: ({ source = GENERIC }) => source === GENERIC,
	}),
};

const newTrigger: Translation = {
	request: (request) => ({
		...request,
		path: TRIGGERS,
		body: { ...bodyOf(request), source: GENERIC } as IDataObject,
	}),
};

/** First-generation routes with a known equivalent, by method and path, names of IDs left out (docs/platform.md, P2 and P4). */
export const TRANSLATIONS: Record<string, Translation> = {
	'PUT /api/v1/agents/{}/versions/{}/promote': promotion,
	'PUT /api/v1/prompts/{}/versions/{}/promote': promotion,
	'PUT /api/v1/data-sources/{}/versions/{}/promote': promotion,
	'GET /api/v1/approvals': inbox,
	'GET /api/v1/approvals/{}': approval,
	'POST /api/v1/approvals/{}/decide': decision,
	'GET /api/v1/costs/summary': costs,
	'GET /api/v1/costs/agents/{}': costs,
	'GET /api/v1/webhook-triggers': triggers,
	'POST /api/v1/webhook-triggers': newTrigger,
	'GET /api/v1/webhook-triggers/{}': trigger,
	'PATCH /api/v1/webhook-triggers/{}': trigger,
	'DELETE /api/v1/webhook-triggers/{}': trigger,
};
