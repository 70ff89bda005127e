import type { IncomingHttpHeaders } from 'node:http';

import type { RecordedRequest, RequestFilter } from '../settings';
import { methodMatches, pathMatches } from './pathPattern';

/** Keeps every request below the emulator's public paths. */
export class Recorder {
	private records: RecordedRequest[] = [];
	private lastId = 0;

	/** Notes a request at the moment its headers are in. */
	add(request: {
		method: string;
		path: string;
		query: unknown;
		headers: IncomingHttpHeaders;
	}): RecordedRequest {
		const record: RecordedRequest = {
			id: ++this.lastId,
			at: Date.now(),
			method: request.method,
			path: request.path,
			query: { ...(request.query as RecordedRequest['query']) },
			headers: { ...request.headers },
			body: undefined,
			rawBody: '',
		};
		this.records.push(record);
		return record;
	}

	/** The recorded requests, oldest first. */
	find(filter: RequestFilter = {}): RecordedRequest[] {
		return this.records.filter(
			(one) => methodMatches(filter.method, one.method) && pathMatches(filter.path, one.path),
		);
	}

	clear(): void {
		this.records = [];
	}
}
