import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { type Outcome, Waker, WAKE_TIMEOUT_MS } from '../shared/sleep/wakeRun';
import { PromptRailsClient } from '../shared/transport/client';
import { pLimit } from '../shared/transport/vendor';
import { isObject, type Row } from '../shared/values';

/** How many nodes are woken at the same time. */
const AT_ONCE = 4;
/** How many wakes are kept for later. n8n stores them with the workflow, at 80 bytes each. */
const MOST_KEPT = 500;
/** After so many tries a wake is given up. They take about half an hour, and the node looks by itself within an hour. */
const MOST_TRIES = 6;
const MINUTE_MS = 60_000;
/** A wake that there was no time for is given up then: the node has looked by itself. */
const LONGEST_KEPT_MS = 60 * MINUTE_MS;

/** A node that waits for a run is still to be woken. */
interface Wake {
	/** The ID of the run in PromptRails. */
	id: string;
	tries: number;
	/** When to try again, in ms of this machine's clock. */
	dueAt: number;
}

/**
 * Wakes the nodes of this n8n that wait for runs whose approvals were decided, and tries again what could not be reached at
 * earlier polls. What is left over when the time is up is first at the next poll. Never throws.
 * @param decided the approvals
 * @param until when the poll must be over; epoch ms
 */
export async function wakeWaiting(host: IPollFunctions, decided: Row[], until: number): Promise<void> {
	const now = Date.now();
	const fresh = decided.flatMap(({ execution_id: id }): Wake[] =>
		typeof id === 'string' ? [{ id, tries: 0, dueAt: now }] : [],
	);
	const known = [...kept(host), ...fresh].filter(({ dueAt }) => now - dueAt < LONGEST_KEPT_MS);
	const all = [...new Map(known.map((wake) => [wake.id, wake])).values()];
	const due = all.filter(({ dueAt }) => dueAt <= now);
	// A poll that runs at the same time must not take them too.
	keep(
		host,
		all.filter(({ dueAt }) => dueAt > now),
	);
	if (due.length === 0) return;
	// Both requests of a wake may take their longest; of a short time, a third is used at any rate.
	const lastStart = Math.max(until - 2 * WAKE_TIMEOUT_MS, now + (until - now) / 3);
	// Without a usable credential, the next poll tries all of them again.
	const left = await wakeAll(host, due, metadataOf(decided), lastStart).catch(() => due);
	keep(host, [...left, ...kept(host)]);
}

/**
 * @param lastStart when no further wake begins; epoch ms
 * @returns what is to be tried at a later poll
 * @throws where the credential is of no use; nothing was called then
 */
async function wakeAll(
	host: IPollFunctions,
	wakes: Wake[],
	known: Map<string, Row>,
	lastStart: number,
): Promise<Wake[]> {
	const waker = new Waker(host, await PromptRailsClient.create(host, { retryBudgetMs: 0 }));
	const limit = pLimit(AT_ONCE);
	const outcomes = new Map<Outcome, number>();
	const left = wakes.map(async (wake) => {
		return await limit(async () => {
			if (Date.now() >= lastStart) return wake;
			const outcome = await waker.wake(wake.id, known.get(wake.id));
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
			return outcome === 'later' ? again(wake) : undefined;
		});
	});
	const waiting = (await Promise.all(left)).filter((wake) => wake !== undefined);
	host.logger.debug('Called the executions that wait for decisions', Object.fromEntries(outcomes));
	return waiting;
}

/** The second try is at the next poll, each further one after twice the time. */
function again({ id, tries }: Wake): Wake | undefined {
	if (tries + 1 >= MOST_TRIES) return undefined;
	return { id, tries: tries + 1, dueAt: Date.now() + (2 ** tries - 1) * MINUTE_MS };
}

/** The metadata of runs, where it came with their approvals: in the second generation of the API the run is the approval. */
function metadataOf(decided: Row[]): Map<string, Row> {
	return new Map(
		decided.flatMap(({ id, execution_id: run, metadata }) =>
			id === run && isObject(metadata) ? [[String(run), metadata]] : [],
		),
	);
}

function kept(host: IPollFunctions): Wake[] {
	return (host.getWorkflowStaticData('node').wakes ?? []) as unknown as Wake[];
}

function keep(host: IPollFunctions, wakes: Wake[]): void {
	const data = host.getWorkflowStaticData('node');
	if (wakes.length > 0) data.wakes = wakes.slice(0, MOST_KEPT) as unknown as IDataObject[];
	else delete data.wakes;
}
