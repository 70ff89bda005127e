import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { simplifyRun } from '../shared/execution/result';
import { additionalFields, localField } from '../shared/operation/fields';
import type { Field, OperationItem } from '../shared/operation/types';
import { toWireValue } from '../shared/operation/values';
import type { ApiRequest } from '../shared/transport/apiRequest';
import { isObject } from '../shared/transport/envelope';
import { SIGNATURE_FORMS, type SignatureForm, signBody } from './hookSignature';

const SIGNATURE_HEADER = 'X-PromptRails-Signature';

type HookAddress = Pick<ApiRequest, 'path' | 'pathParams' | 'headers'>;

/** Where servers take hook calls: their sources disagree (API notes 7). */
const ADDRESSES: Record<string, (token: string) => HookAddress> = {
	root: (token) => ({ path: '/hooks/{token}', pathParams: { token } }),
	api: (token) => ({ path: '/api/v1/hooks/{token}', pathParams: { token } }),
	bearer: (token) => ({
		path: '/api/v1/webhook/trigger',
		headers: { Authorization: `Bearer ${token}` },
	}),
};

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

/** How to send it, for servers that want it otherwise than usual. */
export const hookOptions: Field[] = [
	localField({
		displayName: 'Body Form',
		name: 'bodyForm',
		type: 'options',
		options: [
			{ name: 'Input Only', value: 'bare', description: 'The input is the whole body' },
			{ name: 'Wrapped', value: 'wrapped', description: 'The body is {"input": …}' },
		],
		default: 'bare',
		description: 'What the body looks like',
	}),
	localField({
		displayName: 'Path Form',
		name: 'pathForm',
		type: 'options',
		options: [
			{ name: 'API Hooks', value: 'api', description: '/api/v1/hooks/{token}' },
			{
				name: 'Bearer Token',
				value: 'bearer',
				description: '/api/v1/webhook/trigger, with the token in the header Authorization',
			},
			{ name: 'Root Hooks', value: 'root', description: '/hooks/{token}' },
		],
		default: 'root',
		description: 'The address at which the server takes hook calls',
	}),
	localField({
		displayName: 'Signature Form',
		name: 'signatureForm',
		type: 'options',
		options: SIGNATURE_FORMS,
		default: 'hex',
		description: `How the signature in the header ${SIGNATURE_HEADER} is written`,
	}),
];

/**
 * Calls the hook of a webhook trigger, as an outside system would: the token says which trigger, and with a secret
 * the body is signed exactly as it is sent.
 */
export async function fireHook(item: OperationItem): Promise<IDataObject> {
	const token = textOf(item, tokenProperty, 'token');
	const secret = textOf(item, secretProperty, 'additionalFields.secret');
	const body = bodyText(item);
	const { headers, ...address } = addressOf(item, token);
	const { data } = await item.client.request({
		...address,
		method: 'POST',
		body,
		headers: { ...headers, ...(secret ? { [SIGNATURE_HEADER]: signature(item, body, secret) } : {}) },
		secrets: [token, secret],
		timeoutMs: item.timeoutMs,
		expects: 'any',
	});
	return isObject(data) ? (data as IDataObject) : { success: true };
}

function textOf(item: OperationItem, property: INodeProperties, path: string): string {
	return String(toWireValue(property, item.parameter(path, '')) ?? '').trim();
}

function bodyText(item: OperationItem): string {
	const input = toWireValue(inputProperty, item.parameter('input'));
	return JSON.stringify(item.parameter('options.bodyForm', 'bare') === 'wrapped' ? { input } : input);
}

function addressOf(item: OperationItem, token: string): HookAddress {
	const form = String(item.parameter('options.pathForm', 'root'));
	return (ADDRESSES[form] ?? ADDRESSES.root)(token);
}

function signature(item: OperationItem, body: string, secret: string): string {
	const form = item.parameter('options.signatureForm', 'hex') as SignatureForm;
	return signBody(body, secret, form);
}

/** The run that the hook started; servers that answer something else are shown as they are. */
export function simplifyHookAnswer(answer: IDataObject): IDataObject {
	return 'status' in answer && ('id' in answer || 'execution_id' in answer) ? simplifyRun(answer) : answer;
}
