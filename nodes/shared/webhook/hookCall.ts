import type { IDataObject } from 'n8n-workflow';

import { simplifyRun } from '../execution/result';
import { optionField } from '../operation/model/fields';
import type { Field } from '../operation/model/types';
import { checkChoice } from '../operation/run/wireValue';
import type { ApiRequest } from '../transport/http/apiRequest';
import type { PromptRailsClient } from '../transport/client';
import { SIGNATURE_FORMS, SIGNATURE_HEADER, type SignatureForm, signBody } from './signature';
import { refusedCall } from './refusedCall';
import { withoutSecrets } from './withoutSecrets';
import { ownValue, isObject } from '../values';
import { pathWith } from '../transport/http/path';

type HookAddress = Pick<ApiRequest, 'path' | 'pathParams' | 'headers'>;

/** The call as it is made unless the user chooses another form. */
export const HOOK = { method: 'POST', path: '/hooks/{token}' } as const;

/** Where servers take hook calls: the sources disagree (docs/platform.md, P44). */
const ADDRESSES: Record<string, (token: string) => HookAddress> = {
	root: (token) => pathWith(HOOK.path, { token }),
	api: (token) => pathWith('/api/v1/hooks/{token}', { token }),
	bearer: (token) => ({
		path: '/api/v1/webhook/trigger',
		headers: { Authorization: `Bearer ${token}` },
	}),
};

/** How to call a hook, for servers that want it otherwise than usual. */
export const hookOptions: Field[] = [
	optionField({
		displayName: 'Body Format',
		name: 'bodyForm',
		type: 'options',
		options: [
			{ name: 'Input Only', value: 'bare', description: 'The input is the whole body' },
			{ name: 'Wrapped', value: 'wrapped', description: 'The body is {"input": …}' },
		],
		default: 'bare',
		description: 'What the body looks like',
	}),
	optionField({
		displayName: 'Hook Path',
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
	optionField({
		displayName: 'Signature Format',
		name: 'signatureForm',
		type: 'options',
		options: SIGNATURE_FORMS,
		default: 'hex',
		description: `How the signature in the header ${SIGNATURE_HEADER} is written`,
	}),
];

/** A call of a webhook trigger's hook. */
export interface HookCall {
	token: string;
	/** Without one the call is not signed. */
	secret: string;
	/** The input as the text of one JSON value without spaces around it, for it is signed and sent as it stands. */
	input: string;
	/** The values of `hookOptions`. */
	options: IDataObject;
	timeoutMs: number;
}

/**
 * Calls the hook of a webhook trigger, as an outside system would: the token says which trigger, and with a secret
 * the body is signed exactly as it is sent.
 * @returns what the server answered, as far as it is an object
 * @throws ValidationError that names the option that is set to none of its choices
 */
export async function callHook(
	client: PromptRailsClient,
	{ token, secret, input, options, timeoutMs }: HookCall,
): Promise<IDataObject | undefined> {
	for (const { property } of hookOptions) {
		if (Object.hasOwn(options, property.name)) checkChoice(property, options[property.name]);
	}
	const { headers, ...address } = (ownValue(ADDRESSES, options.pathForm) ?? ADDRESSES.root)(token);
	const body = options.bodyForm === 'wrapped' ? `{"input":${input}}` : input;
	const form = (options.signatureForm ?? 'hex') as SignatureForm;
	const { data } = await client
		.request({
			...address,
			method: 'POST',
			body,
			headers: { ...headers, ...(secret ? { [SIGNATURE_HEADER]: signBody(body, secret, form) } : {}) },
			secrets: [token, secret],
			timeoutMs,
			expects: 'any',
		})
		.catch(async (error: unknown) => {
			throw await refusedCall(client, token, error);
		});
	return isObject(data) ? withoutSecrets(data as IDataObject, [token, secret]) : undefined;
}

/** Whether a hook's answer is a run. */
export function isRun(answer: IDataObject): boolean {
	return 'status' in answer && ('id' in answer || 'execution_id' in answer);
}

/** The run that the hook started; servers that answer something else are shown as they are. */
export function simplifyHookAnswer(answer: IDataObject): IDataObject {
	return isRun(answer) ? simplifyRun(answer) : answer;
}
