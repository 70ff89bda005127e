import type { Message } from '@n8n/ai-node-sdk';

/** A message that is nothing but text. */
export const text = (role: Message['role'], said: string): Message => ({
	role,
	content: [{ type: 'text', text: said }],
});

/** What each message says; a part that is no text is named by its type. */
export const said = (messages: Message[]): string[] =>
	messages.map(({ content }) =>
		content.map((part) => (part.type === 'text' ? part.text : part.type)).join(' '),
	);
