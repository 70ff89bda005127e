import type { IDataObject } from 'n8n-workflow';

import { assertSucceeded } from '../shared/execution/result';
import { additionalField, additionalFields, localField } from '../shared/operation/model/fields';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { ValidationError } from '../shared/transport/errors/errors';
import { toPathSegment } from '../shared/transport/http/path';
import { callHook } from '../shared/webhook/hookCall';

const tokenField = localField({
	displayName: 'Token',
	name: 'token',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description: 'The token of the webhook trigger, which PromptRails shows once, when the trigger is created',
});

const inputField = localField({
	displayName: 'Input',
	name: 'input',
	type: 'json',
	required: true,
	default: '{}',
	placeholder: 'e.g. {"question": "Where is my order?"}',
	description: 'The input of the agent as one JSON object, with the keys that the agent declares',
});

const secretField = additionalField({
	displayName: 'Secret',
	name: 'secret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The secret of the webhook trigger, by which the call is signed. Not signed if empty.',
});

/** What to send, and to which trigger. */
export const hookFields: Field[] = [tokenField, inputField, additionalFields([secretField])];

/**
 * Calls the hook of a webhook trigger.
 * @throws RunFailedError when the answer says that the run failed
 */
export async function fireHook(item: OperationItem): Promise<IDataObject> {
	const answer = await callHook(item.client, {
		token: readToken(item),
		secret: item.value(secretField).trim(),
		input: JSON.stringify(item.value(inputField)),
		options: item.parameter('options', {}) as IDataObject,
		timeoutMs: item.timeoutMs,
	});
	if (answer) assertSucceeded(answer);
	return answer ?? { success: true };
}

/** @throws ValidationError when it could not stand in a path or in a header */
function readToken(item: OperationItem): string {
	const { displayName } = tokenField.property;
	const token = item.value(tokenField).trim();
	toPathSegment(token, `The field '${displayName}'`);
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw new ValidationError({
		message: `The field '${displayName}' needs a token as PromptRails shows it`,
		hint: 'It has letters of the Latin alphabet, digits and signs, and no spaces.',
	});
}
