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

/** How one kind of unsuccessful answer is told to the user. */
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
		hint: 'Raise the plan, or wait for the next billing period.',
	},
	403: {
		Type: ForbiddenError,
		message: 'The API key is not allowed to do this',
		hint: 'Give the key the scope that this operation needs, and check its IP allowlist and the features of your plan.',
	},
	404: {
		Type: NotFoundError,
		message: 'PromptRails could not find what this operation refers to',
		hint: 'Check the IDs: the entry may be deleted, or belong to another workspace.',
	},
	408: {
		Type: TimeoutError,
		message: 'PromptRails gave up waiting for the request',
		hint: 'Try again later.',
	},
	409: {
		Type: ConflictError,
		message: 'PromptRails refused because of the present state of the entry',
		hint: 'Look at its state in PromptRails, then try again.',
	},
	429: {
		Type: RateLimitError,
		message: 'PromptRails asks to slow down',
		hint: 'Try again later. Where the node has the options, lower Items in Flight or raise the Retry Budget.',
	},
};

/** Statuses that say the same as another one. */
const SAME_AS: Record<number, number> = { 410: 404, 422: 400 };

const OTHER = {
	redirect: {
		Type: PromptRailsError,
		message: 'The server redirects to another address',
		hint: 'Redirects are not followed, because the API key would travel along. Put the right base URL into the credential.',
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

const CERTIFICATE_TEXT: ErrorText = {
	Type: ConnectionError,
	message: 'The TLS certificate of the server cannot be trusted',
	hint: 'Mend the certificate, or, for your own server only, turn on Ignore SSL Issues in the credential.',
};

/** The text for an answer with this status. */
export function textForStatus(status: number, routeMissing: boolean): ErrorText {
	if (routeMissing) return OTHER.routeMissing;
	const known = BY_STATUS[SAME_AS[status] ?? status];
	if (known) return known;
	if (status < 300) return OTHER.unreadable;
	if (status < 400) return OTHER.redirect;
	return status < 500 ? OTHER.client : OTHER.server;
}

/** The text for a failure without an answer. */
export function textForCode(code: string): ErrorText {
	if (/CERT|SELF_SIGNED|SIGNATURE|TLS|SSL/.test(code)) return CERTIFICATE_TEXT;
	return BY_CODE[code] ?? OTHER.connection;
}
