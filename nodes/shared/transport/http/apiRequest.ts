import type { IDataObject } from 'n8n-workflow';

/** Longest wait for the answer to a request that does not say otherwise, in ms. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** Longest time in ms for all attempts of a request, unless the user says otherwise. */
export const DEFAULT_RETRY_BUDGET_MS = 60_000;

/** One request, independent of the host. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path template, such as `/api/v1/agents/{agentId}`. */
	path: string;
	pathParams?: Record<string, unknown>;
	/** Query values; undefined ones are left out. */
	query?: Record<string, unknown>;
	/** The query parameters that rows of a list must equal where they have a field of that name: some servers ignore filters. */
	exactFilters?: string[];
	/** A JSON body; a text is JSON that is sent byte for byte, so that a signature over it stays valid. */
	body?: IDataObject | string;
	headers?: Record<string, string>;
	/** Values in this request that must not show up in errors. */
	secrets?: string[];
	/** Longest wait for the answer in ms; `DEFAULT_TIMEOUT_MS` when undefined. */
	timeoutMs?: number;
	/** `data` (default where the caller takes the data): the answer must have a body. `any` (else): it may be empty. */
	expects?: 'data' | 'any';
	/** The generation of the API that brought the operation; the first one unless given. */
	since?: 2;
	/** The key under which the answer keeps its rows, where its data is not the rows themselves. */
	rowsIn?: string;
	/** How a list is read: by page number unless given. */
	paging?: 'page' | 'offset';
	/** Sent again only when it certainly did not arrive, although its method can be repeated. */
	once?: boolean;
}
