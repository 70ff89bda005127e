import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	ISourceData,
	ITaskData,
	NodeOutput,
} from 'n8n-workflow';

import { isTool } from '../transport/host';
import { refuseSleep } from './refuseSleep';

/** ID of the request by which a node asks n8n to run it again; n8n puts it into the input of the run that was asked for. */
const NAP_ID = 'promptrails-nap';

/** What the user of a chat reads when a tool of its agent goes to sleep. */
const WAITING =
	'This has to be settled in PromptRails first, by a person or by a run. The work goes on by itself then.';

/** What a look at the awaited things comes to: what leaves the node, or when to look again and what to remember till then. */
export type Look<State> = { outputs: INodeExecutionData[][] } | { wakeAt: Date; state: State };

/**
 * Looks at what the node waits for.
 * @param state what the look before gave; undefined at the first one
 * @param assertCanSleep throws ValidationError where the execution cannot be put to sleep until a time, in ms since 1970
 */
type LookAt<State> = (
	state: State | undefined,
	assertCanSleep: (until: number) => void,
) => Promise<Look<State>>;

/** What a node that sleeps keeps with its entry on n8n's stack. */
export interface Memory<State> {
	state: State;
	wakeAt: string;
	/** Where the input came from; n8n does not keep the output and the run of the node before. */
	source: Array<ISourceData | null>;
	/** Whether the entry comes after the nap on the stack, whatever the order of execution. */
	isAfterNap: boolean;
}

/**
 * Looks, and sleeps between the looks without a loop: the node requests a second run of itself, the nap, which puts the
 * execution to sleep. n8n passes the nap by when it is over, or when somebody calls the resume URL, and runs the node again
 * with its input and its state. Every process of a cluster can do that.
 * @param response what n8n hands to `execute` beside the items; undefined on hosts that know no engine requests
 * @returns what leaves the node, the output of the nap (n8n routes it nowhere), or the request for a nap
 * @throws whatever `look` throws
 */
export async function lookAndSleep<State>(
	host: IExecuteFunctions,
	response: EngineResponse | undefined,
	look: LookAt<State>,
): Promise<NodeOutput> {
	if (isNap(host)) return await nap(host);
	restoreToolOutput(host);
	const memory = recall<State>(host);
	// With the legacy order of execution, the node runs again before its nap: it goes behind the nap then.
	if (memory && !memory.isAfterNap && host.getContext('node').nappedUntil !== memory.wakeAt) {
		return request(host, [], { ...memory, isAfterNap: true });
	}
	const looked = await look(memory?.state, (until) => {
		if (!memory) refuseSleep(host, response, until);
	});
	if ('outputs' in looked) return looked.outputs;
	const wakeAt = looked.wakeAt.toISOString();
	const { source } = host.getExecuteData();
	return request(host, [wakeAt], {
		state: looked.state,
		wakeAt,
		source: structuredClone(source?.main ?? []),
		isAfterNap: false,
	});
}

/** Lets a tool answer its agent again: a nap took that off, for all entries that share the node. */
function restoreToolOutput(host: IExecuteFunctions): void {
	const { node } = host.getExecuteData();
	// A tool that its agent calls by itself has the entry of the agent.
	if (isTool(host) && node.name === host.getNode().name) node.rewireOutputLogTo = 'ai_tool';
}

function request<State>(
	host: IExecuteFunctions,
	naps: string[],
	memory: Memory<State>,
): EngineRequest<IDataObject> {
	const actions = naps.map((wakeAt) => ({
		actionType: 'ExecutionNodeAction' as const,
		nodeName: host.getNode().name,
		input: { wakeAt },
		type: isTool(host) ? ('ai_tool' as const) : ('main' as const),
		id: NAP_ID,
		metadata: {},
	}));
	return { actions, metadata: { sleep: memory as unknown as IDataObject } };
}

function isNap(host: IExecuteFunctions): boolean {
	const { data, source } = host.getExecuteData();
	const [item] = data.main?.[0] ?? [];
	return source?.main?.[0]?.previousNode === host.getNode().name && item?.json.toolCallId === NAP_ID;
}

async function nap(host: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const entry = host.getExecuteData();
	const { wakeAt } = host.getInputData()[0].json;
	host.getContext('node').nappedUntil = wakeAt;
	// The answer to a caller that waits for the last node is read from its usual output, which a tool does not have.
	delete entry.node.rewireOutputLogTo;
	// n8n deactivates the node of the entry that slept, and both entries have the same object until then.
	entry.node = { ...entry.node, alwaysOutputData: false, retryOnFail: false };
	// What n8n passes on when it passes a deactivated node by: nothing.
	entry.data = { main: [[]] };
	await host.putExecutionToWait(new Date(String(wakeAt)));
	// Goes to no node; a caller that waits for the last node gets it.
	if (!isTool(host)) return [[{ json: { status: 'waiting' } }]];
	await say(host, WAITING);
	// Chats show `output`; `sendMessage` is what n8n sends to a chat that has a connection of its own.
	return [[{ json: { status: 'waiting', output: WAITING }, sendMessage: WAITING }]];
}

/** Shows a text to whoever follows the execution as a stream: the rest of it comes when nobody listens any more. */
async function say(host: IExecuteFunctions, text: string): Promise<void> {
	// Older hosts have neither method.
	if (typeof host.isStreaming !== 'function' || !host.isStreaming()) return;
	await host.sendChunk('begin', 0);
	await host.sendChunk('item', 0, text);
	await host.sendChunk('end', 0);
}

/** What the node remembered when it went to sleep; makes its entry look as if it had not been away. */
function recall<State>(host: IExecuteFunctions): Memory<State> | undefined {
	const entry = host.getExecuteData();
	const memory = (entry.metadata?.subNodeExecutionData?.metadata as { sleep?: Memory<State> } | undefined)
		?.sleep;
	if (!memory) return undefined;
	// In place: n8n has taken note of the source already.
	memory.source.forEach((source, index) => Object.assign(entry.source?.main?.[index] ?? {}, source));
	if (!isTool(host)) delete entry.node.rewireOutputLogTo;
	forgetNaps(host);
	return memory;
}

/** Removes what naps left among the runs of the node: every nap would add one to what n8n stores. */
function forgetNaps(host: IExecuteFunctions): void {
	const { name } = host.getNode();
	const runs = runsOf(host, name);
	while (runs?.at(-1)?.source[0]?.previousNode === name) runs.pop();
}

/** The runs of a node in n8n's own data, which the published type of the context lacks; undefined where it is not there. */
function runsOf(host: object, name: string): ITaskData[] | undefined {
	const { runExecutionData } = host as {
		runExecutionData?: { resultData?: { runData?: Record<string, ITaskData[]> } };
	};
	return runExecutionData?.resultData?.runData?.[name];
}
