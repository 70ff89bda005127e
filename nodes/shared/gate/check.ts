import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../operation/model/types';
import { PromptRailsError, whenTransient } from '../transport/errors/errors';
import { delay } from '../transport/http/timing';
import { gateDuration } from './gateFields';
import { type Answer, type Gate, type Settled, TIMED_OUT } from './types';

/** Shortest time in ms between two checks in Hold mode, whatever the interval is set to. */
const SHORTEST_INTERVAL_MS = 20;

/**
 * Checks until the item is settled or its time is up.
 * @param begun what the gate started for the item; undefined where it starts nothing
 */
export async function hold(item: OperationItem, gate: Gate, begun?: IDataObject): Promise<Settled> {
	const deadline = Date.now() + gateDuration(item, 'holdLimit');
	const interval = Math.max(gateDuration(item, 'holdInterval'), SHORTEST_INTERVAL_MS);
	for (let known: IDataObject | undefined; ; ) {
		const { answer, ...checked } = await readOnce(item, gate, begun, known);
		const left = deadline - Date.now();
		if (checked.output !== TIMED_OUT || left <= 0) return checked;
		known = answer;
		await delay(Math.min(interval, left), item.client.signal);
	}
}

/** Checks once. @param begun as for `hold` */
export async function check(item: OperationItem, gate: Gate, begun?: IDataObject): Promise<Settled> {
	const { output, result } = await readOnce(item, gate, begun);
	return { output, result };
}

/**
 * Reads the thing once; a failure that may be gone the next time leaves the item open.
 * @param known what was read before
 */
async function readOnce(
	item: OperationItem,
	gate: Gate,
	begun?: IDataObject,
	known = begun && gate.asks?.unread(begun),
): Promise<Settled & { answer?: IDataObject }> {
	const read = await answerOf(item, gate, begun).catch(whenTransient);
	if (!(read instanceof PromptRailsError)) {
		return { ...read, result: item.shorten(read.answer) as IDataObject };
	}
	const before = known ? (item.shorten(known) as IDataObject) : {};
	return { output: TIMED_OUT, result: { ...before, unreachable: read.message }, answer: known };
}

async function answerOf(item: OperationItem, gate: Gate, begun?: IDataObject): Promise<Answer> {
	if (gate.asks && begun) return await gate.asks.read(item, begun);
	const answer = await item.client.data<IDataObject>(item.request());
	return { output: gate.outputOf(answer), answer };
}
