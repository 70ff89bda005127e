import {
	ConflictError,
	ConnectionError,
	type ErrorInfo,
	ForbiddenError,
	NotFoundError,
	PromptRailsError,
	QuotaExceededError,
	RateLimitError,
	ServerError,
	TimeoutError,
	UnauthorizedError,
	ValidationError,
} from './errors';
import { ownValue } from '../../values';
import { BLOCKED, NO_TLS_SPOKEN } from '../http/networkFailure';
import { DEEPEST, inMegabytes, LARGEST_BODY, TOO_DEEP, TOO_LARGE } from '../http/limits';

/** How one kind of unsuccessful answer is explained to the user. */
export interface ErrorText {
	Type: new (info: ErrorInfo) => PromptRailsError;
	message: string;
	hint: string;
}

/** By HTTP status (docs/platform.md, P14); the class of a status that is not listed is decided by `textForStatus`. */
const BY_STATUS: Record<number, ErrorText> = {
	400: {
		Type: ValidationError,
		message: 'PromptRails did not accept the values that were sent',
		hint: 'Correct the fields that are named here.',
	},
	401: {
		Type: UnauthorizedError,
		message: 'PromptRails did not accept the API key',
		hint: 'Check the key in the credential: it may be mistyped, expired or deleted.',
	},
	402: {
		Type: QuotaExceededError,
		message: 'The quota of the PromptRails plan is used up',
		hint: 'Upgrade your plan, or wait for the next billing period.',
	},
	403: {
		Type: ForbiddenError,
		message: 'The API key is not allowed to do this',
		hint: 'Give the key the scope that this operation needs. Check also whether it is limited to certain agents, to browsers or to IP addresses, and the features of your plan.',
	},
	404: {
		Type: NotFoundError,
		message: 'PromptRails could not find what was asked for',
		hint: 'Check the IDs: what they name may be deleted, or belong to another workspace.',
	},
	407: {
		Type: ConnectionError,
		message: 'The proxy between n8n and PromptRails asks for a log-in',
		hint: 'Ask whoever runs the n8n server to put user and password of the proxy into HTTP_PROXY or HTTPS_PROXY.',
	},
	408: {
		Type: TimeoutError,
		message: 'PromptRails gave up waiting for the request',
		hint: 'Try again later.',
	},
	409: {
		Type: ConflictError,
		message: 'PromptRails does not allow this now',
		hint: 'Check it in PromptRails: it may have been changed, archived or decided in the meantime.',
	},
	413: {
		Type: ValidationError,
		message: 'The request is too large',
		hint: 'Send less in one item. The limit may be that of a proxy between n8n and PromptRails.',
	},
	415: {
		Type: ValidationError,
		message: 'The server does not take JSON here',
		hint: 'Check that the base URL in the credential points at the PromptRails API.',
	},
	423: {
		Type: ConflictError,
		message: 'PromptRails has locked it',
		hint: 'Somebody or something else is working on it: try again later.',
	},
	425: {
		Type: ServerError,
		message: 'The server is not ready for the request yet',
		hint: 'Try again later.',
	},
	429: {
		Type: RateLimitError,
		message: 'PromptRails asks to slow down',
		hint: 'Try again later. Where the node has the options, lower Max Parallel Items or raise the Max Retry Time.',
	},
	431: {
		Type: ValidationError,
		message: 'The headers of the request are too large',
		hint: 'Check the API key and the workspace ID in the credential for pasted text. The limit may be that of a proxy between n8n and PromptRails.',
	},
	451: {
		Type: ForbiddenError,
		message: 'The server may not give this for legal reasons',
		hint: 'Ask the support of PromptRails, or whoever runs the network of the n8n server.',
	},
	511: {
		Type: ConnectionError,
		message: 'The network of the n8n server asks for a log-in',
		hint: 'Ask whoever runs the n8n server to log it in to its network.',
	},
};

/** Refusals that a proxy, a gateway or a firewall gives in the name of the server, as a web page. */
const REFUSED_ON_THE_WAY = [400, 401, 403];

/** Statuses that say the same as another one. */
const SAME_AS: Record<number, number> = { 410: 404, 422: 400 };

const OTHER = {
	redirect: {
		Type: PromptRailsError,
		message: 'The server redirects to another address',
		hint: 'Redirects are not followed, because the API key would travel along. Put the right base URL into the credential.',
	},
	onTheWay: {
		Type: ConnectionError,
		message: 'Something between n8n and PromptRails refused the request',
		hint: 'The answer is a web page, not one of the PromptRails API. Check the base URL in the credential, and ask whoever runs the network of the n8n server about proxies, gateways and firewalls.',
	},
	client: {
		Type: PromptRailsError,
		message: 'PromptRails refused the request',
		hint: 'Check the parameters of the node.',
	},
	server: {
		Type: ServerError,
		message: 'PromptRails could not process the request',
		hint: 'Try again later. If it stays so, ask the support of PromptRails and name the request ID.',
	},
	routeMissing: {
		Type: NotFoundError,
		message: 'This server does not offer the operation',
		hint: 'Check the base URL in the credential. If it is right, this server has another generation of the API.',
	},
	unreadable: {
		Type: ServerError,
		message: 'The answer of the server cannot be read',
		hint: 'Check that the base URL in the credential points at the PromptRails API, not at a web page or proxy.',
	},
	timeout: {
		Type: TimeoutError,
		message: 'PromptRails did not answer in time',
		hint: 'Raise the Timeout where the options of the node have one, else try again later.',
	},
	connection: {
		Type: ConnectionError,
		message: 'The connection to PromptRails broke',
		hint: 'Check the network and the proxy between n8n and PromptRails.',
	},
} satisfies Record<string, ErrorText>;

/** By network code, where no answer came. */
const BY_CODE: Record<string, ErrorText> = {
	[TOO_LARGE]: {
		Type: ServerError,
		message: `The answer of the server is larger than ${inMegabytes(LARGEST_BODY.json)}`,
		hint: 'Larger answers are not read. Ask for less: lower the Limit, or add filters.',
	},
	[TOO_DEEP]: {
		Type: ServerError,
		message: `The answer of the server has more than ${DEEPEST} levels of objects and lists`,
		hint: 'n8n cannot go on with such values. Check in PromptRails what the agent answered, or what was stored.',
	},
	ECONNABORTED: OTHER.timeout,
	ETIMEDOUT: OTHER.timeout,
	ECONNREFUSED: {
		Type: ConnectionError,
		message: 'PromptRails cannot be reached: nothing answers at the base URL',
		hint: 'Check the base URL in the credential and that the server runs.',
	},
	ENOTFOUND: {
		Type: ConnectionError,
		message: 'PromptRails cannot be reached: the host name of the base URL is unknown',
		hint: 'Check the base URL in the credential for typing slips, and the DNS of the n8n server.',
	},
};
BY_CODE.EAI_AGAIN = BY_CODE.ENOTFOUND;
BY_CODE[NO_TLS_SPOKEN] = {
	Type: ConnectionError,
	message: 'The server at the base URL does not speak HTTPS',
	hint: 'In the base URL of the credential, put http:// in place of https://, or the port that HTTPS has.',
};

const CERTIFICATE_TEXT: ErrorText = {
	Type: ConnectionError,
	message: 'The TLS certificate of the server cannot be trusted',
	hint: 'If a certificate authority of your own signed it, let n8n trust that one: set NODE_EXTRA_CA_CERTS for the n8n server. If it is too old, or for another name, replace it. Only for a server of your own that nothing else helps with, turn on Ignore SSL Issues in the credential.',
};

const blocked = (host: string): ErrorText => ({
	Type: ForbiddenError,
	message: `n8n does not allow requests to ${host}`,
	hint: 'Its protection against requests into the own network (SSRF) blocked it, and nothing was sent. Ask whoever runs the n8n server to add the host to N8N_SSRF_ALLOWED_HOSTNAMES, or its address to N8N_SSRF_ALLOWED_IP_RANGES.',
});

const proxyText = (proxy: string): ErrorText => ({
	Type: ConnectionError,
	message: `The proxy of n8n, ${proxy}, cannot be reached`,
	hint: 'Ask whoever runs the n8n server to check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and that the proxy runs.',
});

/**
 * The text for an answer with this status.
 * @param is `routeMissing`: the server has no such route; `page`: the answer is a web page
 */
export function textForStatus(
	status: number,
	is: { routeMissing?: boolean; page?: boolean } = {},
): ErrorText {
	if (is.routeMissing) return OTHER.routeMissing;
	if (is.page && REFUSED_ON_THE_WAY.includes(status)) return OTHER.onTheWay;
	const known = BY_STATUS[SAME_AS[status] ?? status];
	if (known) return known;
	if (status < 300) return OTHER.unreadable;
	if (status < 400) return OTHER.redirect;
	return status < 500 ? OTHER.client : OTHER.server;
}

/**
 * The text for a failure without an answer.
 * @param host that the request was for
 * @param proxy where the connection failed, when that is not the host
 */
export function textForCode(code: string, { host = '', proxy = '' } = {}): ErrorText {
	if (code === BLOCKED) return blocked(host);
	if (proxy) return proxyText(proxy);
	const known = ownValue(BY_CODE, code);
	if (known) return known;
	return /CERT|SELF_SIGNED|SIGNATURE|TLS|SSL/.test(code) ? CERTIFICATE_TEXT : OTHER.connection;
}
