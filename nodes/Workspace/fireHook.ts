import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { assertSucceeded } from '../shared/execution/result';
import { additionalFields, localField } from '../shared/operation/model/fields';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { toWireValue } from '../shared/operation/run/wireValue';
import { ValidationError } from '../shared/transport/errors/errors';
import { toPathSegment } from '../shared/transport/http/path';
import { callHook } from '../shared/webhook/hookCall';

const tokenProperty: INodeProperties = {
	displayName: 'Token',
	name: 'token',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description: 'The token of the webhook trigger, which PromptRails shows once, when the trigger is created',
};

const inputProperty: INodeProperties = {
	displayName: 'Input',
	name: 'input',
	type: 'json',
	required: true,
	default: '{}',
	placeholder: 'e.g. {"question": "Where is my order?"}',
	description: 'The input of the agent as one JSON object, with the keys that the agent declares',
};

const secretProperty: INodeProperties = {
	displayName: 'Secret',
	name: 'secret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'The secret of the webhook trigger, by which the call is signed. Not signed if empty.',
};

/** What to send, and to which trigger. */
export const hookFields: Field[] = [
	localField(tokenProperty),
	localField(inputProperty),
	additionalFields([localField(secretProperty)]),
];

/**
 * Calls the hook of a webhook trigger.
 * @throws RunFailedError when the answer says that the run failed
 */
export async function fireHook(item: OperationItem): Promise<IDataObject> {
	const answer = await callHook(item.client, {
		token: readToken(item),
		secret: textOf(item, secretProperty, 'additionalFields.secret'),
		input: JSON.stringify(toWireValue(inputProperty, item.parameter('input'))),
		options: item.parameter('options', {}) as IDataObject,
		timeoutMs: item.timeoutMs,
	});
	if (answer) assertSucceeded(answer);
	return answer ?? { success: true };
}

/** @throws ValidationError when it could not stand in a path or in a header */
function readToken(item: OperationItem): string {
	const token = textOf(item, tokenProperty, 'token');
	toPathSegment(token, `The field '${tokenProperty.displayName}'`);
	if (/^[\x21-\x7e]+$/.test(token)) return token;
	throw new ValidationError({
		message: `The field '${tokenProperty.displayName}' needs a token as PromptRails shows it`,
		hint: 'It has letters of the Latin alphabet, digits and signs, and no spaces.',
	});
}

function textOf(item: OperationItem, property: INodeProperties, path: string): string {
	return String(toWireValue(property, item.parameter(path, '')) ?? '').trim();
}
