import { randomUUID } from 'node:crypto';
import type { Message, MessagePart } from '@n8n/ai-node-sdk';

import { isObject } from '../shared/values';

/** Which conversation it is, and how much of it the model is shown. */
export interface ConversationSettings {
	agentId: string;
	sessionKey: string;
	/** How many past messages of the user are shown, each with its answer. */
	window: number;
	/** Memories that fit it are shown before the conversation; none when empty. */
	recallQuery: string;
}

/** What was said in one turn of a conversation. */
export interface Turn {
	id: string;
	/** Its place in the conversation, from 1. */
	number: number;
	/** The user's message, the tool calls with their results, and the answer. */
	messages: Message[];
}

/** What the model is shown of a conversation. */
export interface Remembered {
	/** The last turns, oldest first. */
	turns: Turn[];
	/** What the agent remembers beside conversations, as texts. */
	recalled: string[];
}

/** Asks for what the agent remembers beside conversations; one read. */
export type Recall = () => Promise<string[]>;

/** Where the turns of one conversation are kept. */
export interface TurnStore {
	/**
	 * Reads the last turns, and recalls what fits them.
	 * @param window the largest number of user messages in the turns
	 * @param recall undefined where nothing is to be recalled
	 */
	read(window: number, recall?: Recall): Promise<Remembered>;
	/**
	 * Adds a turn behind what is known of the conversation.
	 * @throws PromptRailsError when it is certain, or cannot be found out, that the turn was not kept
	 */
	append(turn: Turn, known: Remembered): Promise<void>;
	/** Deletes all turns of the conversation. */
	clear(): Promise<void>;
}

/** Longest text that a turn keeps of one part of a message, in characters; a page that a tool has read can be any length. */
const LONGEST_PART = 16_000;

/** The turn that follows the known ones. Very long texts are cut: each turn is read again with the next ones. */
export function nextTurn(messages: Message[], known: Turn[]): Turn {
	const last = known.at(-1)?.number ?? 0;
	return {
		id: randomUUID(),
		number: last + 1,
		messages: messages.map((message) => ({ ...message, content: message.content.map(shortPart) })),
	};
}

function shortPart(part: MessagePart): MessagePart {
	if (part.type === 'text' || part.type === 'reasoning') return { ...part, text: short(part.text) };
	if (part.type !== 'tool-result') return part;
	const text = typeof part.result === 'string' ? part.result : JSON.stringify(part.result);
	return text.length > LONGEST_PART ? { ...part, result: short(text) } : part;
}

/** Cuts a very long text. */
export function short(text: string): string {
	return text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART).toWellFormed()} … (cut)` : text;
}

/** A turn as it is stored; undefined for anything else, because what is stored there may have been changed by others. */
export function toTurn(stored: unknown): Turn | undefined {
	if (!isObject(stored)) return undefined;
	const { id, number, messages } = stored;
	if (typeof id !== 'string' || typeof number !== 'number' || !Array.isArray(messages)) return undefined;
	return { id, number, messages: messages.filter(isMessage) };
}

function isMessage(value: unknown): value is Message {
	return isObject(value) && typeof value.role === 'string' && Array.isArray(value.content);
}

/** Each turn once, in the order of the conversation. */
export function inOrder(turns: Turn[]): Turn[] {
	const byId = new Map(turns.map((turn) => [turn.id, turn]));
	return [...byId.values()].sort((a, b) => a.number - b.number);
}

/**
 * The last turns that contain so many user messages. What was added without one, such as a message that a workflow put
 * into the memory, belongs to the message before it.
 */
export function lastTurns(turns: Turn[], window: number): Turn[] {
	if (window < 1) return [];
	let left = window;
	const start = turns.findLastIndex(({ messages }) => {
		left -= messages.filter(({ role }) => role === 'user').length;
		return left <= 0;
	});
	return start < 0 ? turns : turns.slice(left < 0 && start < turns.length - 1 ? start + 1 : start);
}

/** What the user and the model said, as plain text; tool calls are left out. */
export function spokenText(messages: Message[]): string {
	return messages
		.filter(({ role }) => role === 'user' || role === 'assistant')
		.map(({ role, content }) => {
			const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
			return text === '' ? '' : `${role === 'user' ? 'User' : 'Assistant'}: ${text}`;
		})
		.filter((line) => line !== '')
		.join('\n');
}

/** A message that is nothing but text. */
export function textMessage(role: Message['role'], text: string): Message {
	return { role, content: [{ type: 'text', text }] };
}
