import { readFileSync } from 'node:fs';

import type { RunningHost } from '../../host';

/** Ids of the executions that a worker has taken from the queue, and of those that it has done with, by what it prints. */
export function workOf({ logFile }: Pick<RunningHost, 'logFile'>): { started: string[]; finished: string[] } {
	const log = readFileSync(logFile, 'utf8');
	const ids = (what: string): string[] =>
		[...log.matchAll(new RegExp(`Worker ${what} execution (\\d+) \\(job`, 'g'))].map(([, id = '']) => id);
	return { started: ids('started'), finished: ids('finished') };
}
