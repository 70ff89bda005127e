import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { shownInChat } from '../execution/shownInChat';
import type { BranchingOperation, NodeItems, OperationItem } from '../operation/model/types';
import { type ItemOutcome, runItems } from '../operation/run/itemLoop';
import { pauseAfter } from '../sleep/schedule';
import { type Look, lookAndSleep } from '../sleep/sleep';
import { Startup } from '../sleep/startup';
import { TimeoutError } from '../transport/errors/errors';
import { isReview, isTool } from '../transport/host';
import { delay } from '../transport/http/timing';
import { check, hold } from './check';
import { losesTimedOut, refuseLoop } from './connections';
import { gateDuration, waitModeField, whenTimeIsUpField } from './gateFields';
import { reviewing } from './review';
import { type Gate, type Settled, TIMED_OUT } from './types';

/** Of this process; a gate that another one wakes counts from that one's start. */
const startup = new Startup();

/** What a gate remembers while it sleeps. */
export interface GateState {
	/** When it looked for the first time, in ms since 1970: its limit counts from there. */
	firstLookAt: number;
	looks: number;
	/** What came of the items that are settled, by their index. */
	settled: Record<string, ItemOutcome>;
	/** What the gate started for its items, by their index; there only where it starts something. */
	begun?: Record<string, IDataObject>;
}

/** What makes an operation a gate. */
export const gateOperation = (
	gate: Gate,
): Pick<BranchingOperation, 'outputs' | 'request' | 'waitingText' | 'runNode'> => ({
	outputs: gate.outputs,
	request: gate.request,
	waitingText: gate.waitingText,
	runNode: async (host, prepare, response) => {
		refuseLoop(host, gate.outputs[TIMED_OUT]);
		withoutEmptyItem(host);
		return await lookAndSleep<GateState>(host, response, async (state, assertCanSleep) => {
			const items = await prepare();
			return await lookAtAll({ host, gate, items, assertCanSleep }, state);
		});
	},
});

interface GateRun {
	host: IExecuteFunctions;
	gate: Gate;
	items: NodeItems;
	assertCanSleep: (until: number) => void;
}

/**
 * Looks at every item that is not settled yet. *Hold* waits for it inside the node; *Sleep* looks once, and lets nothing
 * leave before each item is settled or its time is up.
 */
async function lookAtAll(run: GateRun, before: GateState | undefined): Promise<Look<GateState>> {
	const { host, gate, items } = run;
	const state = before ?? { firstLookAt: Date.now(), looks: 0, settled: {} };
	const sleeps = host.getNodeParameter(waitModeField.property.name, 0, 'hold') === 'sleep';
	const wakeTimes = new Map<number, number>();
	const work = async (index: number): Promise<Settled> => {
		if (state.settled[index]) return { output: TIMED_OUT, result: {} };
		const item = await items.itemAt(index);
		item.checkLocals();
		if (before) await delay(startup.leftMs(performance.now()), item.client.signal);
		const deadline = sleeps ? state.firstLookAt + sleepLimit(item) : 0;
		const begun = await begin(item, run, state, deadline);
		const settled = gate.withoutWaiting?.(item) ?? (await (sleeps ? check : hold)(item, gate, begun));
		if (settled.output !== TIMED_OUT) return named(settled, run);
		if (Date.now() >= deadline) return named(timedOut(item, settled, run), run);
		run.assertCanSleep(deadline);
		wakeTimes.set(index, Math.min(Date.now() + pauseOf(item, state), deadline));
		return settled;
	};
	const errorOutput = outputCount(run) - 1;
	const looked = await runItems(host, {
		work: reviewing(run, work),
		concurrency: items.concurrency,
		errorOutput,
	});
	const outcomes = looked.map((outcome, index) => state.settled[index] ?? outcome);
	if (wakeTimes.size === 0) return { outputs: byOutput(outcomes, outputCount(run)) };
	const settled = Object.fromEntries(
		outcomes.flatMap((outcome, index) => (wakeTimes.has(index) ? [] : [[index, outcome]])),
	) as GateState['settled'];
	return {
		wakeAt: new Date(Math.min(...wakeTimes.values())),
		state: { ...state, looks: state.looks + 1, settled },
	};
}

/** Starts what the gate waits for, once an item, where nothing else stands against waiting; keeps what came of it. */
async function begin(
	item: OperationItem,
	{ gate: { asks }, assertCanSleep }: GateRun,
	state: GateState,
	deadline: number,
): Promise<IDataObject | undefined> {
	if (!asks) return undefined;
	const begun = (state.begun ??= {});
	if (begun[item.index]) return begun[item.index];
	if (deadline > Date.now()) assertCanSleep(deadline);
	for (const name of ['holdLimit', 'holdInterval', 'sleepInterval'] as const) {
		gateDuration(item, name);
	}
	return (begun[item.index] = await asks.begin(item).catch((error: unknown) => {
		throw item.labelled(error);
	}));
}

const sleepLimit = (item: OperationItem): number => gateDuration(item, 'sleepLimit');

const pauseOf = (item: OperationItem, { looks }: GateState): number =>
	pauseAfter(looks, gateDuration(item, 'sleepInterval'));

/** @throws TimeoutError where the user wants the node to fail, or where the item would leave to nowhere */
function timedOut(item: OperationItem, settled: Settled, { host, gate }: GateRun): Settled {
	const [label] = gate.outputs;
	const fails = item.value(whenTimeIsUpField) === 'fail';
	if (!fails && (isTool(host) || !losesTimedOut(host))) return settled;
	throw new TimeoutError({
		message: 'The waiting limit is over and the answer is still open',
		hint: fails
			? `Raise Give Up After, or set When Time Is Up to leave by ${label}. Nothing was decided in PromptRails.`
			: `Connect the ${label} output of this node: items whose time is up leave by it.`,
		code: 'wait_limit',
	});
}

/** As a tool, a node has one output: the label of the one by which the item would leave says what came of it. */
function named(settled: Settled, { host, gate }: GateRun): Settled {
	if (!isTool(host)) {
		const message = gate.messages[settled.output];
		return { ...settled, result: shownInChat(settled.result, { message }) };
	}
	const verdict = isReview(host) ? gate.review?.(settled) : {};
	return { output: 0, result: { outcome: gate.outputs[settled.output], ...settled.result, ...verdict } };
}

const outputCount = ({ host, gate }: GateRun): number => (isTool(host) ? 1 : gate.outputs.length);

function byOutput(outcomes: ItemOutcome[], outputs: number): INodeExecutionData[][] {
	return Array.from({ length: outputs }, (_none, index) =>
		outcomes.filter(({ output }) => output === index).flatMap(({ items }) => items),
	);
}

/**
 * Keeps n8n's setting Always Output Data away from the gate: n8n would add an empty item to the first output whenever all
 * items leave by others, as if the time of one was up.
 */
function withoutEmptyItem(host: IExecuteFunctions): void {
	if (isTool(host)) return;
	const entry = host.getExecuteData();
	if (entry.node.alwaysOutputData) entry.node = { ...entry.node, alwaysOutputData: false };
}
