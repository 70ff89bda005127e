import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { withoutLocator } from '../shared/operation/model/locators';
import { SIGNATURE_HEADER } from '../shared/webhook/signature';

/** The contexts in which n8n calls a webhook trigger. */
export type TriggerHost = IHookFunctions | IWebhookFunctions;

/** A parameter of the node, a resource locator reduced to its value. */
export function parameter(host: TriggerHost, name: string, fallback?: unknown): unknown {
	return withoutLocator(host.getNodeParameter(name, fallback));
}

/** The parameter of that name as text. */
export function text(host: TriggerHost, name: string): string {
	return plainText(parameter(host, name, ''));
}

/** A text, without the spaces around it; anything that is none counts as empty, so that it never becomes a secret. */
function plainText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** What the user added to Options. */
export function options(host: TriggerHost): IDataObject {
	return parameter(host, 'options', {}) as IDataObject;
}

/** Whether calls come from outside and go on to PromptRails, rather than from PromptRails. */
export function isAgentWebhook(host: TriggerHost): boolean {
	return parameter(host, 'triggerOn', 'agentWebhook') === 'agentWebhook';
}

/** The headers beside the usual ones that come out, in lower case. */
export function includedHeaders(host: TriggerHost): string[] {
	return plainText(options(host).includeHeaders)
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean);
}

/** How calls are verified. */
export interface Verification {
	isOn: boolean;
	header: string;
	/** Each as a whole, also one of several lines. */
	secrets: string[];
	refusesReplays: boolean;
}

/** How calls are verified; on unless the user turned it off with a plain no. */
export function verification(host: TriggerHost): Verification {
	const { signatureHeader, previousSecret, refuseReplays } = options(host);
	// An expression can give several.
	const previous = [previousSecret].flat();
	const header = plainText(signatureHeader) || SIGNATURE_HEADER;
	return {
		isOn: parameter(host, 'verifySignature', true) !== false,
		header: header.toLowerCase(),
		secrets: [text(host, 'secret'), ...previous.map(plainText)].filter(Boolean),
		refusesReplays: refuseReplays !== false,
	};
}
