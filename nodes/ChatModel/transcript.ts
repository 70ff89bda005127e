import type { Message } from '@n8n/ai-node-sdk';

const NAMES: Record<Message['role'], string> = {
	system: 'System',
	user: 'User',
	assistant: 'Assistant',
	tool: 'Tool',
};

/** How much of a conversation an agent is sent. */
export type Scope = 'whole' | 'last';

/**
 * What an agent is sent of a conversation, as one text: an agent of PromptRails takes an input, and no list of messages.
 * @param scope `last` is the last message of the user alone; so is a whole conversation that has no other message
 */
export function transcript(messages: Message[], scope: Scope): string {
	const last = messages.findLast(({ role }) => role === 'user');
	if (scope === 'last' || messages.length === 1) return messageText(last ?? messages.at(-1));
	return messages
		.map((message) => ({ name: NAMES[message.role], text: messageText(message) }))
		.filter(({ text }) => text !== '')
		.map(({ name, text }) => `${name}: ${text}`)
		.join('\n\n');
}

function messageText(message?: Message): string {
	return (message?.content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('');
}
