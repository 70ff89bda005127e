import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../nodes/shared/transport/http/baseUrl';
import { userAgent } from '../nodes/shared/version';

const SERVER_FAILED =
	'PromptRails could not answer (an error of the server or of a gateway before it). Try again later.';
const REDIRECTS =
	'The server redirects to another address, and redirects are not followed with an API key. Put that address into Base URL.';

/** What the test of the credential says of each status. n8n shows nothing else, and statuses without words as their name. */
const TOLD: Record<number, string> = {
	301: REDIRECTS,
	302: REDIRECTS,
	303: REDIRECTS,
	307: REDIRECTS,
	308: REDIRECTS,
	401: 'PromptRails did not accept the API key: it may be mistyped, expired or deleted. Make a new one under Settings > API Keys.',
	402: 'The key is right, but the quota of the PromptRails plan is used up, or the plan does not include this.',
	403: 'The key may not list agents. Give it the scope agents:read, and check its allowed IP addresses, the Workspace ID and the plan.',
	404: 'The PromptRails API is not at this address. Check the Base URL: it ends before /api/v1. Check also the Workspace ID.',
	429: 'PromptRails asks to slow down (too many requests). The key was not checked: try again in a minute.',
	500: SERVER_FAILED,
	502: SERVER_FAILED,
	503: SERVER_FAILED,
	504: SERVER_FAILED,
};

/** n8n's words for a failed test are the `code` of what was thrown, where it has one. */
class UnusableAddressError extends Error {
	readonly code = `The Base URL is not a web address. Enter one that begins with https:// or http://, such as ${DEFAULT_BASE_URL}.`;

	constructor() {
		super('The Base URL of the PromptRails credential is not a web address');
	}
}

const isWebAddress = (address: string): boolean =>
	URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Stands outside the list, where the linter would take "auth" in its public name for a secret. */
const ignoreSslIssues: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description: 'Whether to connect even if the TLS certificate of the server cannot be validated',
};

/** The API key, and where to use it. */
export class PromptRailsApi implements ICredentialType {
	name = 'promptRailsApi';

	displayName = 'PromptRails API';

	icon: Icon = { light: 'file:../icons/promptrails.svg', dark: 'file:../icons/promptrails.dark.svg' };

	documentationUrl = 'https://github.com/promptrails/n8n-nodes-promptrails#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. pr_key_...',
			hint: 'Make one in PromptRails under Settings > API Keys, with the scopes agents:read and agents:execute at least. It is shown there only once.',
			description: 'The key of a workspace. What the nodes may do is what the scopes of the key allow.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			placeholder: `e.g. ${DEFAULT_BASE_URL}`,
			description:
				'Address of the PromptRails API. Change it only for a server of your own. If the test shows a code: ECONNREFUSED means that nothing answers at this address, ENOTFOUND and EAI_AGAIN that its host name is unknown, and a code with CERT or SIGNATURE that its certificate is not trusted.',
		},
		{
			displayName: 'Workspace ID',
			name: 'workspaceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2NxK8vQd1cWmLr5TzYpBhGfJ3aE',
			hint: 'Leave empty to use the workspace that the API key belongs to.',
			description: 'Only for keys that work in more than one workspace',
		},
		ignoreSslIssues,
	];

	/**
	 * A function, because the workspace header may be sent only when a workspace is given.
	 * @throws when the request is for a base URL that is not a web address, as in the test of the credential
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { baseURL } = requestOptions;
		if (baseURL !== undefined && !isWebAddress(baseURL)) throw new UnusableAddressError();
		const workspaceId = text(credentials.workspaceId);
		requestOptions.headers = {
			...requestOptions.headers,
			'X-API-Key': text(credentials.apiKey),
			...(workspaceId ? { 'X-Workspace-ID': workspaceId } : {}),
		};
		return requestOptions;
	};

	test: ICredentialTestRequest = {
		request: {
			// As `normalizeBaseUrl`, which the nodes use.
			baseURL: `={{ ($credentials.baseUrl.trim() || "${DEFAULT_BASE_URL}").replace(/\\/+$/, "").replace(/\\/api\\/v1$/, "") }}`,
			url: '/api/v1/agents',
			qs: { limit: 1 },
			headers: { Accept: 'application/json', 'User-Agent': userAgent },
			skipSslCertificateValidation: '={{ $credentials.allowUnauthorizedCerts }}',
			disableFollowRedirect: true,
		},
		// n8n looks at each rule by its own type; n8n's types know lists of one type only.
		rules: [
			...Object.entries(TOLD).map(([status, message]) => ({
				type: 'responseCode' as const,
				properties: { value: Number(status), message },
			})),
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message: 'The server answered, but not like PromptRails. Check the base URL.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};
}
