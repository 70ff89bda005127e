import type { IDataObject } from 'n8n-workflow';

import { byPolling } from '../../shared/execution/follow';
import { isOpen } from '../../shared/execution/result';
import { newRun } from '../../shared/execution/run';
import { canonicalStatus } from '../../shared/execution/status';
import { unwatchedContext } from '../../shared/execution/streamingOptions';
import { gateDuration } from '../../shared/gate/gateFields';
import type { Answer, Gate, ReviewVerdict, Settled } from '../../shared/gate/types';
import type { OperationItem } from '../../shared/operation/model/types';
import { pick } from '../../shared/operation/run/simplify';
import { ValidationError } from '../../shared/transport/errors/errors';
import { ownValue } from '../../shared/values';
import { APPROVED, approvalGate } from '../approvalGate';
import { readDecision, undecided } from './readDecision';
import { type Asked, startAsking } from './startAsking';

/** The longest that people may be waited for. */
export const MOST_HOURS = 30 * 24;
const HOUR_MS = 3_600_000;

/** The gate of an approval that it asks for itself, by running an agent that pauses for approval. */
export const askGate: Gate = {
	...approvalGate,
	withoutWaiting: undefined,
	request: { method: 'POST', path: '/api/v1/agents/{agentId}/execute' },
	asks: {
		begin: async (item) => {
			checkLimit(item);
			return await startAsking(item);
		},
		read: async (item, begun) => await readWithResult(item, begun as Asked),
		unread: (begun) => undecided(begun as Asked),
	},
	review,
};

/** @throws ValidationError where the limit is longer than anybody is waited for */
function checkLimit(item: OperationItem): void {
	if (gateDuration(item, 'sleepLimit') <= MOST_HOURS * HOUR_MS) return;
	throw new ValidationError({
		message: `The field 'Give Up After (Hours)' is set to more than ${MOST_HOURS} hours`,
		hint: 'Set it to 30 days at the most.',
	});
}

/** Reads the decision; after a yes, waits for the result of the run as long as the Timeout says. */
async function readWithResult(item: OperationItem, asked: Asked): Promise<Answer> {
	const read = await readDecision(item.client, asked);
	const run = read.answer.execution as IDataObject;
	if (read.output !== APPROVED || !isOpen(run)) return read;
	await byPolling(
		newRun({ id: asked.executionId, isOwn: false, reading: { row: run } }),
		unwatchedContext(item),
	);
	return await readDecision(item.client, asked);
}

/** What n8n's AI Agent goes by: whatever is not a clear yes is a no, with the reason for the model. */
function review({ output, result }: Settled): ReviewVerdict {
	const { decision, reason } = result;
	if (output === APPROVED && decision === 'approved') return { approved: true };
	const said = typeof reason === 'string' && reason !== '' ? reason : undefined;
	const because: Record<string, string> = {
		rejected: said ?? 'The reviewer rejected the call and gave no reason.',
		expired: 'Nobody decided before the approval expired.',
	};
	return {
		approved: false,
		chatInput: ownValue(because, decision) ?? 'Nobody has decided in time.',
	};
}

const EXECUTION = [
	'id',
	'status',
	'agent_id',
	'session_id',
	'trace_id',
	'cost',
	'created_at',
	'completed_at',
];

/** Shortens the approval and the run inside of an answer. */
export const simplifyAsked =
	(approvalFields: string[]) =>
	({ approval, execution, ...rest }: IDataObject): IDataObject => ({
		...rest,
		approval: approval === null ? null : pick(approval as IDataObject, approvalFields),
		execution: shortRun(execution as IDataObject),
	});

/** The status in one spelling, whichever generation of the API it came from. */
function shortRun(run: IDataObject): IDataObject {
	const short = pick(run, EXECUTION);
	return typeof short.status === 'string' ? { ...short, status: canonicalStatus(short.status) } : short;
}
