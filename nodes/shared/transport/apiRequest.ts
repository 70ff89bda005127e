import type { IDataObject } from 'n8n-workflow';

/** One request, independent of the host. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path template, such as `/api/v1/agents/{agentId}`. */
	path: string;
	pathParams?: Record<string, unknown>;
	/** Query values; undefined ones are left out. */
	query?: Record<string, unknown>;
	/** A JSON body; a text is JSON that is sent byte for byte, so that a signature over it holds. */
	body?: IDataObject | string;
	headers?: Record<string, string>;
	/** Values in this request that must not show up in errors. */
	secrets?: string[];
	/** Longest wait for the answer in ms; the client's default when undefined. */
	timeoutMs?: number;
	/** `data`: the answer must have a body. `any` (default for DELETE): it may be empty. */
	expects?: 'data' | 'any';
}
