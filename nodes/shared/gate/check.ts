import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../operation/model/types';
import { PromptRailsError, whenTransient } from '../transport/errors/errors';
import { delay } from '../transport/http/timing';
import { gateDuration } from './gateFields';
import { type Gate, type Settled, TIMED_OUT } from './types';

/** Shortest time in ms between two checks in Hold mode, whatever the interval is set to. */
const SHORTEST_INTERVAL_MS = 20;

/** Checks until the item is settled or its time is up. */
export async function hold(item: OperationItem, gate: Gate): Promise<Settled> {
	const deadline = Date.now() + gateDuration(item, 'holdLimit');
	const interval = Math.max(gateDuration(item, 'holdInterval'), SHORTEST_INTERVAL_MS);
	for (let known: IDataObject | undefined; ; ) {
		const { answer, ...checked } = await readOnce(item, gate, known);
		const left = deadline - Date.now();
		if (checked.output !== TIMED_OUT || left <= 0) return checked;
		known = answer;
		await delay(Math.min(interval, left), item.client.signal);
	}
}

/** Checks once. */
export async function check(item: OperationItem, gate: Gate): Promise<Settled> {
	const { output, result } = await readOnce(item, gate);
	return { output, result };
}

/**
 * Reads the thing once; a failure that may be gone the next time leaves the item open.
 * @param known what was read before
 */
async function readOnce(
	item: OperationItem,
	gate: Gate,
	known?: IDataObject,
): Promise<Settled & { answer?: IDataObject }> {
	const answer = await item.client.data<IDataObject>(item.request()).catch(whenTransient);
	if (!(answer instanceof PromptRailsError)) {
		return { output: gate.outputOf(answer), result: item.shorten(answer) as IDataObject, answer };
	}
	const before = known ? (item.shorten(known) as IDataObject) : {};
	return { output: TIMED_OUT, result: { ...before, unreachable: answer.message }, answer: known };
}
