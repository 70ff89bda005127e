/** How a fault has to be understood and told, in a word. */
export type ToldName = keyof typeof TOLD;

/** What the user reads, and what the client may conclude. */
export interface Told {
	/** The name that workflows branch on; none where the fault is no failure. */
	type?: string;
	/** What happened. */
	message: RegExp;
	/** What to do about it. */
	advice: RegExp;
	/** Whether it may be gone at the next try. */
	isTransient?: boolean;
	/** Whether the request may have been carried out all the same. */
	isOpen?: boolean;
	/** Whether an attempt lasts as long as it may. */
	isSlow?: boolean;
	/** Whether only the time for it limits how often it is tried. */
	isRefusal?: boolean;
}

const server = { type: 'ServerError', message: /could not process the request/, advice: /Try again later/ };

/** Every way to tell a fault, in the words that the documentation of the errors promises. */
export const TOLD = {
	fine: { message: /^$/, advice: /^$/ },
	invalid: {
		type: 'ValidationError',
		message: /did not accept the values/,
		advice: /Correct the fields/,
	},
	unauthorized: {
		type: 'UnauthorizedError',
		message: /did not accept the API key/,
		advice: /Check the key in the credential/,
	},
	quota: { type: 'QuotaExceededError', message: /quota .* is used up/, advice: /Upgrade your plan, or wait/ },
	forbidden: { type: 'ForbiddenError', message: /not allowed to do this/, advice: /Give the key the scope/ },
	missing: { type: 'NotFoundError', message: /could not find|not found/, advice: /Check the IDs/ },
	routeMissing: {
		type: 'NotFoundError',
		message: /does not offer the operation/,
		advice: /Check the base URL/,
	},
	conflict: { type: 'ConflictError', message: /does not allow this now/, advice: /Check it in PromptRails/ },
	refused: {
		type: 'PromptRailsError',
		message: /refused the request|^I'm a Teapot/,
		advice: /Check the parameters/,
	},
	redirect: {
		type: 'PromptRailsError',
		message: /redirects to another address/,
		advice: /Put the right base URL into the credential\..*It points at http/,
	},
	gaveUp: {
		type: 'TimeoutError',
		message: /gave up waiting/,
		advice: /Try again later/,
		isTransient: true,
		isOpen: true,
	},
	slowDown: {
		type: 'RateLimitError',
		message: /asks to slow down/,
		// Triggers and lists have no such options.
		advice:
			/Try again later\. Where the node has the options, lower Max Parallel Items or raise the Max Retry Time/,
		isTransient: true,
		isRefusal: true,
	},
	broken: { ...server, isTransient: true, isOpen: true },
	unreachable: {
		type: 'ConnectionError',
		message: /cannot be reached: (nothing answers at|the host name of) the base URL/,
		advice: /Check the base URL in the credential/,
		isTransient: true,
	},
	reset: {
		type: 'ConnectionError',
		message: /connection to PromptRails broke/,
		advice: /Check the network and the proxy/,
		isTransient: true,
		isOpen: true,
	},
	late: {
		type: 'TimeoutError',
		message: /did not answer in time/,
		advice: /Raise the Timeout where .* have one, else try again later/,
		isTransient: true,
		isOpen: true,
		isSlow: true,
	},
	unreadable: {
		type: 'ServerError',
		message: /answer of the server cannot be read/,
		advice: /base URL .* points at the PromptRails API/,
		isOpen: true,
	},
	empty: {
		type: 'ServerError',
		message: /answer of the server cannot be read/,
		advice: /base URL .* points at the PromptRails API/,
		isOpen: true,
	},
	tooLarge: {
		type: 'ServerError',
		message: /larger than 50 MB/,
		advice: /Ask for less/,
		isOpen: true,
	},
	tooDeep: {
		type: 'ServerError',
		message: /more than 500 levels/,
		advice: /Check in PromptRails/,
		isOpen: true,
	},
	untrusted: {
		type: 'ConnectionError',
		message: /certificate of the server cannot be trusted/,
		advice: /NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/,
	},
	streamBroken: {
		type: 'StreamError',
		message: /stream broke off/,
		advice: /unknown whether the run ended\. Look at the executions/,
		isOpen: true,
	},
	runLost: {
		type: 'TimeoutError',
		message: /run did not end within the time limit/,
		advice: /goes on in PromptRails\. Look at it there before you run it again.* Execution ID: \S+/,
		isOpen: true,
	},
} satisfies Record<string, Told>;
