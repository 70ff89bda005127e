import { createHash, randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../../shared/transport/host';

const KEY_LENGTH = 32;

/** Stands in for the token of an execution that has none: what another process started is not found then. */
const PROCESS = randomUUID();

/**
 * What the run of an item is found by: the same for every try of it, and after a retry from the list of executions; never
 * the same for anything else.
 * @returns 32 hexadecimal digits, from which the token cannot be told
 */
export function askKey(host: IExecuteFunctions, index: number): string {
	const evaluate = (expression: string): unknown => host.evaluateExpression(`{{ ${expression} }}`, index);
	const resumeUrl = String(evaluate('$execution.resumeUrl'));
	const token = URL.canParse(resumeUrl) ? new URL(resumeUrl).searchParams.get('signature') : null;
	// A model may call the same tool several times in one run of its agent.
	const call = isTool(host) ? host.getInputData()[index]?.json.toolCallId : undefined;
	const parts = [
		token ?? [PROCESS, host.getExecutionId()],
		host.getNode().id,
		evaluate('$runIndex'),
		index,
		call ?? null,
	];
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, KEY_LENGTH);
}

/** The session that the run of a key belongs to. */
export const askSession = (key: string): string => `n8n-${key}`;
