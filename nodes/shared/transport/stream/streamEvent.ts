import { ownValue, isObject } from '../../values';

/** One event of a stream (docs/platform.md, P31). */
export type StreamEvent =
	| { type: 'execution'; executionId: string; userMessageId?: string }
	| { type: 'thinking'; content: string }
	| { type: 'toolStart'; id: string; name: string }
	| { type: 'toolEnd'; id: string; name: string; summary?: string }
	| { type: 'content'; content: string }
	| { type: 'ui'; data: Record<string, unknown> }
	| { type: 'done'; output?: unknown; tokenUsage?: unknown }
	| { type: 'error'; message: string };

type Data = Record<string, unknown>;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const finished = ({ output, token_usage }: Data): StreamEvent => ({
	type: 'done',
	output,
	tokenUsage: token_usage,
});

/** The event of each name; undefined when its data lacks what the event is about. */
const READERS: Record<string, (data: Data) => StreamEvent | undefined> = {
	execution: ({ execution_id, user_message_id }) =>
		text(execution_id)
			? { type: 'execution', executionId: String(execution_id), userMessageId: text(user_message_id) }
			: undefined,
	thinking: ({ content }) =>
		text(content) === undefined ? undefined : { type: 'thinking', content: String(content) },
	tool_start: ({ id, name }) =>
		id === undefined ? undefined : { type: 'toolStart', id: String(id), name: text(name) ?? '' },
	tool_end: ({ id, name, summary }) =>
		id === undefined
			? undefined
			: { type: 'toolEnd', id: String(id), name: text(name) ?? '', summary: text(summary) },
	content: ({ content }) =>
		text(content) === undefined ? undefined : { type: 'content', content: String(content) },
	// What to show beside the answer: resources, actions and suggestions.
	ui: (data) => ({ type: 'ui', data }),
	done: finished,
	// Some servers call it so.
	complete: finished,
	error: ({ message, error }) => ({ type: 'error', message: text(message) ?? text(error) ?? 'stream error' }),
};

/**
 * Reads one event.
 * @param name the event's name; without one, the data's `type` counts
 * @param json the event's data
 * @returns `unknown` for events to pass over, `unreadable` for data that is not a JSON object
 */
export function toStreamEvent(
	name: string | undefined,
	json: string,
): StreamEvent | 'unknown' | 'unreadable' {
	const data = parse(json);
	if (!isObject(data)) return name !== undefined && !Object.hasOwn(READERS, name) ? 'unknown' : 'unreadable';
	const kind = name ?? text(data.type) ?? '';
	return ownValue(READERS, kind)?.(data) ?? 'unknown';
}

function parse(json: string): unknown {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
