import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ItemContext } from '../operation/run/itemContext';
import { errorItem, type ItemOutcome, runItems } from '../operation/run/itemLoop';
import { toNodeError } from '../operation/run/nodeError';
import type { Gate, OperationItem } from '../operation/model/types';
import { PromptRailsError, TimeoutError, ValidationError, whenTransient } from '../transport/errors/errors';
import { isTool } from '../transport/host';
import { delay } from '../transport/http/timing';
import type { LimitFunction } from '../transport/vendor';
import { gateDuration } from './gateFields';
import { leadsBack } from './leadsBack';
import { Startup } from './startup';

/** Of this process; a gate that another one wakes counts from that one's start. */
const startup = new Startup();

/** Shortest time in ms between two checks, whatever the interval is set to. */
const SHORTEST_HOLD_MS = 20;
const SHORTEST_SLEEP_MS = 1000;

/** The output of items that are still open. */
const OPEN = 0;

/**
 * Runs a gate over all input items. *Hold* waits inside the node, item by item. *Sleep* checks once; while an item is
 * open it puts the execution to sleep, and n8n checks again by the loop from the first output to the input.
 * @returns one list of items for each output of the gate
 */
export async function runGate(
	host: IExecuteFunctions,
	gate: Gate,
	limit: LimitFunction,
	itemAt: (index: number) => ItemContext,
): Promise<INodeExecutionData[][]> {
	// A tool must answer within the run of the agent that called it.
	const sleeps = !isTool(host) && host.getNodeParameter('waitMode', 0, 'hold') === 'sleep';
	const errorOutput = gate.outputs.length - 1;
	const work = async (index: number): Promise<{ output: number; result: IDataObject }> => {
		const item = itemAt(index);
		item.checkLocals();
		if (sleeps && host.getContext('node').firstCheckAt !== undefined) {
			await delay(startup.leftMs(performance.now()), item.client.signal);
		}
		const { output, answer, unreachable } = sleeps ? await check(item, gate) : await hold(item, gate);
		const known = answer ? (item.shorten(answer) as IDataObject) : {};
		return { output, result: unreachable ? { ...known, unreachable } : known };
	};
	const outcomes = await runItems(host, { work, limit, errorOutput });
	if (sleeps && outcomes.some(({ output }) => output === OPEN)) return await sleep(host, gate, outcomes);
	// A gate that is passed again, in a loop over other items, counts from its own first check.
	delete host.getContext('node').firstCheckAt;
	return byOutput(outcomes, gate);
}

/** What a check brought. */
interface Checked {
	output: number;
	/** What was read last; undefined while nothing was. */
	answer?: IDataObject;
	/** Why nothing was read this time. */
	unreachable?: string;
}

/** Checks until the item is settled or its time is up; then it leaves by the first output. */
async function hold(item: OperationItem, gate: Gate): Promise<Checked> {
	const deadline = Date.now() + gateDuration('holdLimit', item.parameter('holdLimit'));
	const interval = Math.max(gateDuration('holdInterval', item.parameter('holdInterval')), SHORTEST_HOLD_MS);
	for (let known: IDataObject | undefined; ; ) {
		const checked = await check(item, gate, known);
		const left = deadline - Date.now();
		if (checked.output !== OPEN || left <= 0) return checked;
		known = checked.answer;
		await delay(Math.min(interval, left), item.client.signal);
	}
}

/**
 * Reads the thing once; a failure that may be gone the next time leaves the item open.
 * @param known what was read before
 */
async function check(item: OperationItem, gate: Gate, known?: IDataObject): Promise<Checked> {
	const request = item.request();
	const answer = await item.client.data<IDataObject>(request).catch(whenTransient);
	return answer instanceof PromptRailsError
		? { output: OPEN, answer: known, unreachable: answer.message }
		: { output: gate.outputOf(answer), answer };
}

/**
 * Puts the execution to sleep until the next check. What is returned is discarded by n8n, and every input item comes
 * round again; the time of the first check is kept with the execution, so that the limit survives restarts.
 */
async function sleep(
	host: IExecuteFunctions,
	gate: Gate,
	outcomes: ItemOutcome[],
): Promise<INodeExecutionData[][]> {
	const context = host.getContext('node');
	context.firstCheckAt ??= Date.now();
	let wakeAt: Date;
	try {
		wakeAt = nextCheck(host, gate, Number(context.firstCheckAt));
	} catch (error) {
		delete context.firstCheckAt;
		return giveUp(host, gate, outcomes, error);
	}
	await host.putExecutionToWait(wakeAt);
	return byOutput([{ output: OPEN, items: host.getInputData() }], gate);
}

/** @throws PromptRailsError that says why there is no next check: the time is up, or the node is not set up for one */
function nextCheck(host: IExecuteFunctions, gate: Gate, firstCheckAt: number): Date {
	const [interval, limit] = (['sleepInterval', 'sleepLimit'] as const).map((name) =>
		gateDuration(name, host.getNodeParameter(name, 0)),
	);
	if (Date.now() - firstCheckAt >= limit) {
		throw new TimeoutError({
			message: 'The waiting limit is over and the answer is still open',
			hint: 'Raise Give Up After, or set On Error to continue from here. Nothing was decided in PromptRails.',
			code: 'wait_limit',
		});
	}
	if (!leadsBack(host)) {
		throw new ValidationError({
			message: `The ${gate.outputs[OPEN]} output does not lead back to this node`,
			hint: `In Sleep mode the execution checks again by that loop: connect the ${gate.outputs[OPEN]} output to the input of this node.`,
		});
	}
	return new Date(Date.now() + Math.max(interval, SHORTEST_SLEEP_MS));
}

/** The gate cannot wait any longer: fails, or lets the settled items go and turns the open ones into error items. */
function giveUp(
	host: IExecuteFunctions,
	gate: Gate,
	outcomes: ItemOutcome[],
	error: unknown,
): INodeExecutionData[][] {
	if (!host.continueOnFail()) throw toNodeError(host.getNode(), error);
	const errorOutput = gate.outputs.length - 1;
	const closed = outcomes.map((outcome, index) =>
		outcome.output === OPEN ? { output: errorOutput, items: [errorItem(error, index)] } : outcome,
	);
	return byOutput(closed, gate);
}

function byOutput(outcomes: ItemOutcome[], { outputs }: Gate): INodeExecutionData[][] {
	return outputs.map((_label, index) =>
		outcomes.filter(({ output }) => output === index).flatMap(({ items }) => items),
	);
}
