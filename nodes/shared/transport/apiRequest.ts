import type { IDataObject } from 'n8n-workflow';

/** One request, independent of the host. */
export interface ApiRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path template, such as `/api/v1/agents/{agentId}`. */
	path: string;
	pathParams?: Record<string, unknown>;
	/** Query values; undefined ones are left out. */
	query?: Record<string, unknown>;
	/** A JSON body. */
	body?: IDataObject;
	/** Longest wait for the answer in ms; the client's default when undefined. */
	timeoutMs?: number;
	/** `data`: the answer must have a body. `any` (default for DELETE): it may be empty. */
	expects?: 'data' | 'any';
}
