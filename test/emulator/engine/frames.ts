import type { JsonObject } from '../core/schema';
import type { AgentType, Execution } from '../store/rows';
import type { StreamShape } from '../stream/shape';
import type { Context } from '../context';
import { outputView } from './odd';
import { type Outcome, POLYGLOT_LABEL } from './outcome';
import type { Run } from './runs';

/** One event of a stream. */
export interface Frame {
	event:
		| 'execution'
		| 'thinking'
		| 'tool_start'
		| 'tool_end'
		| 'content'
		| 'ui'
		| 'done'
		| 'complete'
		| 'error';
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
const OFFER: Frame = {
	event: 'ui',
	data: { version: 1, resources: [], actions: [], suggestions: ['Where is my order?'] },
};
const WORDS = /\s*\S+|\s+$/g;
// White space on its own, and text cut in the middle of words and of composed emoji.
const SNIPPETS = /\s+|\S{1,3}/gu;

/** The events of a run up to its end, in order. */
export function framesOf({ request: { agent }, outcome }: Run, shape: StreamShape): Frame[] {
	const { toolRounds = 1, deltas: wanted = true, deltasBeforePause = 0, doneOnPause, redacted, ui } = shape;
	const rounds = Array.from({ length: toolRounds }, (_, index) => ROUNDS[index % ROUNDS.length]);
	if (SILENT_TYPES.includes(agent.type)) return rounds.map(({ thinking }) => thought(thinking));
	const work = rounds.flatMap(({ thinking, tools }, index) => [thought(thinking), ...calls(tools, index)]);
	if (ui) work.push(OFFER);
	if (!wanted || outcome.kind === 'failed') return work;
	const answer = deltas(outcome.output, agent.labels.includes(POLYGLOT_LABEL) ? SNIPPETS : WORDS);
	if (redacted) answer.push({ event: 'content', data: { content: redacted } });
	const pauses = outcome.kind === 'approval' && !doneOnPause;
	return [...work, ...(pauses ? answer.slice(0, deltasBeforePause) : answer)];
}

/** How a stream ends: nothing at all when the run only paused, so that a client must look at the execution. */
export function lastFrame(
	context: Context,
	execution: Execution,
	outcome: Outcome | undefined,
	shape: StreamShape,
): Frame | undefined {
	const { status, error, token_usage } = execution;
	const isPaused = status === 'awaiting_approval';
	if (isPaused && !shape.doneOnPause) return undefined;
	if (status !== 'completed' && !isPaused) {
		return { event: 'error', data: { message: error || `execution ${status}` } };
	}
	const held = isPaused && outcome?.kind === 'approval' ? outcome.output : null;
	const output = outputView(context, held ? { ...execution, output: held } : execution);
	const bare = shape.bareDone || Object.keys(output ?? {}).length === 0;
	return { event: shape.ui ? 'complete' : 'done', data: bare ? {} : { output, token_usage } };
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
