// The only file that imports third-party packages: the build bundles it, so that the package has no dependencies.
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
