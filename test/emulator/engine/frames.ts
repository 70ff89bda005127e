import type { JsonObject } from '../core/schema';
import type { AgentType, Execution } from '../store/rows';
import type { Run } from './runs';

/** One event of a stream. */
export interface Frame {
	event: 'execution' | 'thinking' | 'tool_start' | 'tool_end' | 'content' | 'done' | 'error';
	data: JsonObject;
}

// These have no tools, so their whole answer comes with `done`, without deltas.
const SILENT_TYPES: AgentType[] = ['workflow', 'composite'];
const TOOL = { id: 'call_1', name: 'lookup' };

/** The events of a run up to its end, in order. */
export function framesOf({ request, outcome }: Run): Frame[] {
	const thinking: Frame = { event: 'thinking', data: { content: 'Reading the request.' } };
	if (SILENT_TYPES.includes(request.agent.type)) return [thinking];
	const tool: Frame[] = [
		{ event: 'tool_start', data: TOOL },
		{ event: 'tool_end', data: { ...TOOL, summary: '2 rows' } },
	];
	return [thinking, ...tool, ...(outcome.kind === 'completed' ? deltas(outcome.output) : [])];
}

/** How a stream ends: nothing at all when the run only paused, so that a client must look at the execution. */
export function lastFrame({ status, output, error, token_usage }: Execution): Frame | undefined {
	if (status === 'completed') return { event: 'done', data: { output, token_usage } };
	if (status === 'awaiting_approval') return undefined;
	return { event: 'error', data: { message: error || `execution ${status}` } };
}

function deltas({ content }: JsonObject): Frame[] {
	const words = typeof content === 'string' ? (content.match(/\s*\S+/g) ?? []) : [];
	return words.map((word) => ({ event: 'content', data: { content: word } }));
}
