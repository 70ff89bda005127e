import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';
import { PromptRailsError } from '../transport/errors/errors';
import { delay } from '../transport/http/timing';
import type { ByteStream } from '../transport/stream/byteStream';
import { readStream, type StreamOptions } from './readStream';
import type { Follow, Reading, Run, RunContext } from './run';
import { isOpen } from './result';
import { pathWith } from '../transport/http/path';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
/** How long a run whose stream ended with an error may take to say how it ended. */
const AFTER_FAILURE_MS = 5000;
/** Longest wait for a stream to open. */
const OPENING_MS = 30_000;

/**
 * Reads the run again and again until it is settled, the last time at the deadline: one request that waits for the whole
 * run is cut by gateways. A read that fails for the moment is repeated.
 */
export const byPolling: Follow = async (run, { client, deadline }) => {
	if (run.id === undefined) return;
	for (let wait = run.reading ? FIRST_WAIT_MS : 0; !isSettled(run.reading); wait = nextWait(wait)) {
		const left = deadline - Date.now();
		await delay(Math.min(wait, left), client.signal);
		run.reading = await readAgain(client, run.id, run.reading);
		if (left <= wait) return;
	}
};

/**
 * Reads the stream of the run and forwards its answer, then reads the run itself: a stream may end early, and what it says
 * last is not always what became of the run. A run whose stream cannot be opened is polled.
 */
export function byStream(options: StreamOptions): Follow {
	return async (run, context) => {
		if (options.includeEvents) run.events = run.progress.events;
		run.showsSteps = options.returnSteps;
		if (isSettled(run.reading)) return;
		const stream = run.stream ?? (await openStream(run, context));
		if (stream === undefined) return await byPolling(run, context);
		await readStream(run, stream, context, options);
		// What the start said is old by now.
		run.reading = undefined;
		const { deadline } = context;
		const hasFailed = run.progress.failure !== undefined;
		await byPolling(run, {
			...context,
			deadline: hasFailed ? Math.min(deadline, Date.now() + AFTER_FAILURE_MS) : deadline,
		});
	};
}

/** @returns undefined when it cannot be opened: the run goes on all the same */
async function openStream(
	{ id, progress }: Run,
	{ client, deadline }: RunContext,
): Promise<ByteStream | undefined> {
	// A reply in one piece, or no execution to ask about.
	if (id === undefined || progress.final) return undefined;
	const left = deadline - Date.now();
	if (left <= 0) return undefined;
	return await client
		.open({
			method: 'GET',
			...pathWith('/api/v1/executions/{executionId}/stream', { executionId: id }),
			timeoutMs: Math.min(left, OPENING_MS),
		})
		.catch((error: unknown) => {
			if (error instanceof PromptRailsError) return undefined;
			throw error;
		});
}

/** Whether nothing more is to be learned of the run. */
function isSettled({ row, error }: Reading = {}): boolean {
	return (row !== undefined && !isOpen(row)) || (error !== undefined && !error.isTransient);
}

function nextWait(wait: number): number {
	return wait === 0 ? FIRST_WAIT_MS : Math.min(wait * 1.5, LONGEST_WAIT_MS);
}

async function readAgain(client: PromptRailsClient, executionId: string, last?: Reading): Promise<Reading> {
	const read = async (): Promise<Reading> => ({ row: await readRun(client, executionId) });
	return await read().catch((error: unknown) => {
		if (!(error instanceof PromptRailsError)) throw error;
		return { row: last?.row, error };
	});
}

async function readRun(client: PromptRailsClient, executionId: string): Promise<IDataObject> {
	const row = await client.data<IDataObject | null>({
		method: 'GET',
		...pathWith('/api/v1/executions/{executionId}', { executionId }),
	});
	return row ?? {};
}
