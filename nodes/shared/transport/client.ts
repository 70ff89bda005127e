import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { userAgent } from '../version';
import { type ApiRequest, DEFAULT_RETRY_BUDGET_MS, DEFAULT_TIMEOUT_MS } from './http/apiRequest';
import { LONGEST_TIMER_MS } from './http/deadlines';
import { normalizeBaseUrl } from './http/baseUrl';
import { openFile } from './http/download';
import { type ApiAnswer, rowsUnder, unwrap } from './http/envelope';
import { PromptRailsError } from './errors/errors';
import { Generations, type Route } from './generations/generations';
import { CREDENTIAL_NAME, cancelSignal, type PromptRailsHost } from './host';
import type { ByteStream, HostStream } from './stream/byteStream';
import { Concurrency, type Spare } from './http/concurrency';
import type { Governor } from './http/governor';
import { hostAdapter } from './http/hostAdapter';
import { Pacer } from './http/pacer';
import { holdToFilters } from './http/exactFilters';
import { paginate, type Shortfall } from './http/pagination';
import { buildPath } from './http/path';
import { type Redactor, Redactors, SHORTEST } from './errors/redact';
import { RequestState, type RequestConfig, type Send } from './http/requestState';
import { isIdempotent, withRetries } from './http/retry';
import { CancelledError } from './http/timing';
import { typedError } from './errors/typedError';
import { AxiosError, type AxiosRequestConfig, type AxiosResponse } from './vendor';
import { type Row, toRows } from '../values';

/** What a node's options set for all of its requests. */
export interface ClientSettings {
	/** Longest time for all attempts of one request, in ms. */
	retryBudgetMs: number;
	/** How many items at once; a node has one for all of its clients. */
	concurrency: Concurrency;
	/** Called when the server's 429 begins to slow down the requests behind it. */
	onPaced?: () => unknown;
}

/** The server of a credential, as all clients of one node execution share it. */
interface Server {
	baseUrl: string;
	send: Send;
	redactors: Redactors;
}

interface Exchange {
	response: AxiosResponse;
	route: Route;
}

/** What a server answers for something that is not there any more. */
const GONE = [404, 410];

/** The one way to PromptRails: nodes, triggers and lists all go through it. Made once for each execution of a node, or call of a trigger or list. */
export class PromptRailsClient {
	private constructor(
		private readonly server: Server,
		private readonly settings: Omit<ClientSettings, 'onPaced'>,
		/** What must not show up in anything that a server says: the API key, and what the caller adds. */
		private readonly secrets: Array<Iterable<string>>,
		/** Aborts when n8n cancels the execution. */
		readonly signal: AbortSignal | undefined,
		private readonly generations = new Generations(),
		private readonly onStarted: () => void = () => {},
	) {}

	/**
	 * Builds a client for a credential.
	 * @param known the credential, where the caller has read it; the node's own, as it is for the first item, otherwise
	 * @throws ValidationError when the credential's base URL is unusable
	 */
	static async create(
		host: PromptRailsHost,
		settings: Partial<ClientSettings> = {},
		known?: ICredentialDataDecryptedObject,
	): Promise<PromptRailsClient> {
		const credential: ICredentialDataDecryptedObject = known ?? (await host.getCredentials(CREDENTIAL_NAME));
		const { concurrency = new Concurrency(), retryBudgetMs = DEFAULT_RETRY_BUDGET_MS, onPaced } = settings;
		const governor: Governor = { atOnce: concurrency, perSecond: new Pacer(onPaced) };
		const server: Server = {
			baseUrl: normalizeBaseUrl(credential.baseUrl),
			send: withRetries(hostAdapter(host, governor, credential), governor.perSecond),
			redactors: new Redactors(),
		};
		const secrets = [[String(credential.apiKey ?? '')]];
		return new PromptRailsClient(server, { concurrency, retryBudgetMs }, secrets, cancelSignal(host));
	}

	/**
	 * The same client for requests whose answers must not show further secrets.
	 * @param secrets read at each request, so that they may be added to later
	 */
	hiding(secrets: Iterable<string>): PromptRailsClient {
		const { server, settings, signal, generations, onStarted } = this;
		const all = [...this.secrets, secrets];
		return new PromptRailsClient(server, settings, all, signal, generations, onStarted);
	}

	private redactorFor({ secrets = [] }: ApiRequest, shortest?: number): Redactor {
		return this.server.redactors.of(
			[...this.secrets, secrets].flatMap((some) => [...some]),
			shortest,
		);
	}

	/**
	 * The same client, with what it has learned of the server.
	 * @param onStarted called when a request that must not be sent twice was, or may have been, carried out
	 */
	watched(onStarted: () => void): PromptRailsClient {
		const { server, settings, secrets, signal, generations } = this;
		return new PromptRailsClient(server, settings, secrets, signal, generations, onStarted);
	}

	/** The same client, whose requests end with a CancelledError when a signal aborts, too. */
	endedBy(ending: AbortSignal): PromptRailsClient {
		const { server, settings, secrets, generations, onStarted } = this;
		const signal = this.signal ? AbortSignal.any([this.signal, ending]) : ending;
		return new PromptRailsClient(server, settings, secrets, signal, generations, onStarted);
	}

	/**
	 * Sends one request and unwraps its answer.
	 * @throws PromptRailsError, typed by what happened; CancelledError when n8n cancels
	 */
	async request(request: ApiRequest): Promise<ApiAnswer> {
		const answer = await this.requestOnce(request);
		const others = request.method === 'GET' ? this.generations.otherSpellings(request) : [];
		if (others.length === 0) return answer;
		if (hasRows(answer)) this.generations.learnSpelling(request.query?.status);
		else {
			for (const status of others) {
				const other = await this.requestOnce({ ...request, query: { ...request.query, status } });
				if (!hasRows(other)) continue;
				this.generations.learnSpelling(status);
				return other;
			}
		}
		return answer;
	}

	private async requestOnce(request: ApiRequest): Promise<ApiAnswer> {
		const { response, route } = await this.exchange(request);
		const answer = unwrap(response.data, response.status);
		const translated = route.answer(request.rowsIn ? rowsUnder(request.rowsIn, answer) : answer);
		return holdToFilters(translated, request);
	}

	/** Like `request`, when only the data matters. */
	async data<T>(request: ApiRequest): Promise<T> {
		return (await this.request({ expects: 'data', ...request })).data as T;
	}

	/** Gives places to requests that can do without; see `Concurrency`. */
	get spare(): Spare {
		return this.settings.concurrency.spare;
	}

	/** Reads a list page by page; see `paginate`. Pages that are still on their way when its reader has enough are given up. */
	async *list(
		request: ApiRequest,
		limit?: number,
		onShortfall?: (shortfall: Shortfall) => void,
	): AsyncGenerator<Row[]> {
		const ending = new AbortController();
		const client = this.endedBy(ending.signal);
		const fetchPage = async (page: number, size: number): Promise<ApiAnswer> =>
			await client.page(request, page, size);
		try {
			yield* paginate(fetchPage, limit, onShortfall, this.spare);
		} finally {
			ending.abort();
		}
	}

	/** Reads one page of a list. @param page from 1 @param size rows a page */
	async page(request: ApiRequest, page: number, size: number): Promise<ApiAnswer> {
		const place = request.paging === 'offset' ? { offset: (page - 1) * size } : { page };
		const query = { ...request.query, ...place, limit: size };
		return await this.request({ expects: 'data', ...request, query });
	}

	/**
	 * Opens a file at a signed address that the API gave out. The API key does not go there.
	 * @param timeoutMs longest time until the whole file is there
	 */
	async download(address: unknown, timeoutMs: number): Promise<HostStream> {
		return await openFile(address, async (url) => {
			const sending = this.server.send({
				method: 'GET',
				url,
				responseType: 'stream',
				headers: { Accept: '*/*', 'User-Agent': userAgent } as RequestConfig['headers'],
				validateStatus: (status) => status < 400,
				timeout: Math.min(timeoutMs, LONGEST_TIMER_MS),
				signal: this.signal,
				state: new RequestState(this.settings.retryBudgetMs),
				isFile: true,
			});
			const response = await sending.catch((error: unknown) => {
				throw this.toTypedError(error, { method: 'GET', path: '' });
			});
			const location = response.headers.location as string | undefined;
			return { body: response.data as HostStream, status: response.status, location };
		});
	}

	/** Opens a request whose answer is read as it arrives. */
	async open(request: ApiRequest): Promise<ByteStream> {
		const { response } = await this.exchange(request, {
			responseType: 'stream',
			headers: { Accept: 'text/event-stream' },
		});
		return response.data as ByteStream;
	}

	/** Sends a request the way that the server knows it; where it lacks the route, nothing was carried out yet. */
	private async exchange(request: ApiRequest, extra: AxiosRequestConfig = {}): Promise<Exchange> {
		const route = this.generations.route(request);
		try {
			const response = await this.send(route.request, extra);
			if (!isIdempotent(response.config)) this.onStarted();
			return { response, route };
		} catch (error) {
			const failure = this.toTypedError(error, route.request);
			const isPromptRails = failure instanceof PromptRailsError;
			if (isPromptRails && failure.outcomeUnknown) this.onStarted();
			const gone = isPromptRails && !failure.routeMissing && goneByAnEarlierAttempt(error);
			if (gone) return { response: gone, route };
			if (!isPromptRails || !this.generations.learnFromFailure(request, route, failure)) throw failure;
			return await this.exchange(request, extra);
		}
	}

	/** What callers see of a failure: the typed error, or a cancellation; anything else as it is. */
	private toTypedError(error: unknown, request: ApiRequest): unknown {
		if (!(error instanceof AxiosError)) return error;
		if (error.code === AxiosError.ERR_CANCELED) return new CancelledError();
		return typedError(error, request, this.redactorFor(request, SHORTEST.inErrors).text);
	}

	private async send(request: ApiRequest, extra: AxiosRequestConfig): Promise<AxiosResponse> {
		const body = ['GET', 'DELETE'].includes(request.method) ? undefined : request.body;
		const response = await this.server.send({
			...extra,
			method: request.method,
			url: `${this.server.baseUrl}${buildPath(request.path, request.pathParams)}${queryText(request.query)}`,
			headers: {
				Accept: 'application/json',
				'User-Agent': userAgent,
				...extra.headers,
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...request.headers,
			} as RequestConfig['headers'],
			data: typeof body === 'object' ? JSON.stringify(body) : body,
			timeout: Math.min(request.timeoutMs ?? DEFAULT_TIMEOUT_MS, LONGEST_TIMER_MS),
			signal: this.signal,
			state: new RequestState(this.settings.retryBudgetMs, request.once),
			redactor: this.redactorFor(request),
		});
		if (!isReadable(response, request)) {
			throw new AxiosError('unreadable body', 'ERR_BAD_BODY', response.config, undefined, response);
		}
		return response;
	}
}

function hasRows({ data }: ApiAnswer): boolean {
	return toRows(data).length > 0;
}

/** The answer to a deletion that an attempt whose answer got lost has carried out: the next one finds nothing there. */
function goneByAnEarlierAttempt(error: unknown): AxiosResponse | undefined {
	if (!(error instanceof AxiosError) || !error.response || !GONE.includes(error.response.status))
		return undefined;
	const { method, state } = error.config as RequestConfig;
	const isGone = method?.toLowerCase() === 'delete' && state?.mayHaveRun === true;
	return isGone ? { ...error.response, status: 204, data: undefined } : undefined;
}

/** Whether a successful answer has the body that the request needs: JSON, and not empty unless that is fine. */
function isReadable({ status, data, config }: AxiosResponse, request: ApiRequest): boolean {
	if (config.responseType === 'stream' || status === 204) return true;
	const isEmpty = data === '' || data === undefined || data === null;
	return isEmpty ? request.expects !== 'data' : typeof data === 'object';
}

/** What follows the path: the values that are set, where there are any. */
function queryText(query: Record<string, unknown> = {}): string {
	const entries = Object.entries(query).filter(
		([, value]) => value !== undefined && value !== null && value !== '',
	);
	if (entries.length === 0) return '';
	return `?${new URLSearchParams(entries.map(([key, value]): [string, string] => [key, String(value)])).toString()}`;
}
