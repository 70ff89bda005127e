// The only file that imports third-party packages: the build bundles it, so that the package has no dependencies.
import { parse, tokenize } from '@huggingface/jinja';
import axios, { AxiosError, AxiosHeaders } from 'axios';
import axiosRetry from 'axios-retry';
import { createParser } from 'eventsource-parser';
import pLimit from 'p-limit';

export { axios, AxiosError, AxiosHeaders, axiosRetry, createParser, pLimit };
export type {
	AxiosAdapter,
	AxiosInstance,
	AxiosRequestConfig,
	AxiosResponse,
	InternalAxiosRequestConfig,
} from 'axios';
export type { LimitFunction } from 'p-limit';

/** A part of a Jinja template: what it is, and its parts by their names. */
export interface TemplateNode {
	type: string;
	[part: string]: unknown;
}

/**
 * Parses a Jinja template.
 * @throws Error when it is none, or has what the parser does not know
 */
export function parseTemplate(template: string): { body: TemplateNode[] } {
	// Runs of blanks mean nothing outside of texts, and take the tokenizer the square of their length.
	const tree: unknown = parse(tokenize(template.replace(/\s+/g, ' ')));
	return tree as { body: TemplateNode[] };
}
