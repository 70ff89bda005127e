import type { JsonObject } from '../core/schema';
import type { AgentType, Execution } from '../store/rows';
import type { StreamShape } from '../stream/shape';
import { POLYGLOT_LABEL } from './outcome';
import type { Run } from './runs';

/** One event of a stream. */
export interface Frame {
	event: 'execution' | 'thinking' | 'tool_start' | 'tool_end' | 'content' | 'done' | 'error';
	data: JsonObject;
}

interface Tool {
	name: string;
	summary?: string;
}

// These have no tools, so their whole answer comes with `done`, without deltas.
const SILENT_TYPES: AgentType[] = ['workflow', 'composite'];
const ROUNDS: Array<{ thinking: string; tools: Tool[] }> = [
	{ thinking: 'Reading the request.', tools: [{ name: 'lookup', summary: '2 rows' }] },
	{
		thinking: 'Both rows fit, so the policy decides.',
		tools: [{ name: 'read_policy', summary: '§ 4: within 30 days ✓' }, { name: 'search_docs' }],
	},
	{ thinking: 'Putting it together.', tools: [{ name: 'calculate', summary: '249.90 EUR' }] },
];
const WORDS = /\s*\S+|\s+$/g;
// White space on its own, and text cut in the middle of words and of composed emoji.
const SNIPPETS = /\s+|\S{1,3}/gu;

/** The events of a run up to its end, in order. */
export function framesOf({ request: { agent }, outcome }: Run, shape: StreamShape): Frame[] {
	const { toolRounds = 1, deltas: wanted = true, deltasBeforePause = 0 } = shape;
	const rounds = Array.from({ length: toolRounds }, (_, index) => ROUNDS[index % ROUNDS.length]);
	if (SILENT_TYPES.includes(agent.type)) return rounds.map(({ thinking }) => thought(thinking));
	const work = rounds.flatMap(({ thinking, tools }, index) => [thought(thinking), ...calls(tools, index)]);
	if (!wanted || outcome.kind === 'failed') return work;
	const answer = deltas(outcome.output, agent.labels.includes(POLYGLOT_LABEL) ? SNIPPETS : WORDS);
	return [...work, ...(outcome.kind === 'approval' ? answer.slice(0, deltasBeforePause) : answer)];
}

/** How a stream ends: nothing at all when the run only paused, so that a client must look at the execution. */
export function lastFrame(
	{ status, output, error, token_usage }: Execution,
	shape: StreamShape,
): Frame | undefined {
	if (status === 'completed') {
		const bare = shape.bareDone || Object.keys(output ?? {}).length === 0;
		return { event: 'done', data: bare ? {} : { output, token_usage } };
	}
	if (status === 'awaiting_approval') return undefined;
	return { event: 'error', data: { message: error || `execution ${status}` } };
}

function thought(content: string): Frame {
	return { event: 'thinking', data: { content } };
}

// The tools of a round run side by side and end in the reverse order.
function calls(tools: Tool[], round: number): Frame[] {
	const called = tools.map((tool, index) => ({
		id: `call_${round + 1}${index ? `_${index + 1}` : ''}`,
		...tool,
	}));
	const starts = called.map(({ id, name }): Frame => ({ event: 'tool_start', data: { id, name } }));
	return [...starts, ...called.reverse().map((data): Frame => ({ event: 'tool_end', data }))];
}

function deltas({ content }: JsonObject, pattern: RegExp): Frame[] {
	const parts = typeof content === 'string' ? (content.match(pattern) ?? []) : [];
	return parts.map((part) => ({ event: 'content', data: { content: part } }));
}
