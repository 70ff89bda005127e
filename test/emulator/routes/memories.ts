import type { Routes } from '../context';
import { data } from '../core/envelope';
import { fields, filled, free, num, text, type JsonObject } from '../core/schema';
import type { Memory } from '../store/rows';
import { find, referenced, resource } from './crud';

interface MemoryBody {
	content: string;
	memory_type: string;
	importance?: number;
	metadata?: JsonObject;
	chat_session_id?: string;
}

interface SearchBody {
	query: string;
	threshold?: number;
	limit?: number;
}

const DEFAULT_SEARCH_LIMIT = 10;
const DEFAULT_IMPORTANCE = 0.5;
const share = { ...num, minimum: 0, maximum: 1 };
const searchSchema = fields(
	{ query: filled, threshold: share, limit: { type: 'integer', minimum: 1 } },
	'query',
);

const plain = resource<Memory, MemoryBody>({
	name: 'memory',
	table: (store) => store.memories,
	collection: '/agents/:parentId/memories',
	item: '/memories/:id',
	parent: { name: 'agent', table: (store) => store.agents, column: 'agent_id' },
	list: {},
	create: {
		schema: fields(
			{ content: filled, memory_type: filled, importance: share, metadata: free, chat_session_id: text },
			'content',
			'memory_type',
		),
		build: (body, { context: { store }, parentId }) => {
			if (body.chat_session_id) referenced(store.chatSessions, body.chat_session_id, 'chat_session_id');
			return {
				...store.ownedStamp(),
				agent_id: parentId,
				content: body.content,
				metadata: body.metadata ?? null,
				memory_type: body.memory_type,
				importance: body.importance ?? DEFAULT_IMPORTANCE,
				access_count: 0,
				last_accessed_at: null,
				chat_session_id: body.chat_session_id || null,
				created_by_id: store.userId,
			};
		},
	},
	remove: true,
});

/** Memories of agents; searching is a substring match, and the threshold compares with the importance. */
export const memories: Routes = (app, context) => {
	const table = context.store.memories;
	const ofAgent = (id: string) => {
		const agent = find(context.store.agents, id, 'agent');
		return table.where((one) => one.agent_id === agent.id);
	};
	plain(app, context);

	app.post<{ Params: { id: string }; Body: SearchBody }>(
		'/agents/:id/memories/search',
		{ schema: { body: searchSchema } },
		({ params, body: { query, threshold = 0, limit = DEFAULT_SEARCH_LIMIT } }) => {
			const found = ofAgent(params.id)
				.filter(
					(one) => one.content.toLowerCase().includes(query.toLowerCase()) && one.importance >= threshold,
				)
				.slice(0, limit);
			for (const one of found) {
				table.update(one, {
					access_count: one.access_count + 1,
					last_accessed_at: context.store.now().toISOString(),
				});
			}
			return data(found);
		},
	);

	app.delete<{ Params: { id: string } }>('/agents/:id/memories', ({ params }) => {
		const doomed = ofAgent(params.id);
		for (const one of doomed) table.delete(one.id);
		return data({ deleted: doomed.length });
	});
};
