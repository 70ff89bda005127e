import type { Routes } from '../../context';
import { fields, filled, oneOf, text } from '../../core/schema';
import { AGENT_TYPES, type Agent, type AgentType } from '../../store/rows';
import { resource } from '../crud';

interface AgentBody {
	name: string;
	type: AgentType;
	description?: string;
	template_id?: string;
}

/** Agents themselves. */
export const agents: Routes = resource<Agent, AgentBody>({
	name: 'agent',
	table: (store) => store.agents,
	collection: '/agents',
	item: '/agents/:id',
	list: {
		filters: {
			type: { schema: oneOf(...AGENT_TYPES) },
			name: { schema: text, contains: true },
			status: { schema: text },
		},
	},
	create: {
		schema: fields(
			{ name: filled, type: oneOf(...AGENT_TYPES), description: text, template_id: filled },
			'name',
			'type',
		),
		build: (body, { context: { store } }) => ({
			...store.ownedStamp(),
			name: body.name,
			description: body.description ?? '',
			type: body.type,
			status: 'active',
			labels: [],
			created_by_id: store.userId,
		}),
	},
	update: {
		schema: fields({ name: filled, description: text, status: oneOf('active', 'archived', 'draft') }),
	},
	remove: true,
	view: (row, { store }, where) => {
		return where === 'list' ? row : { ...row, current_version: store.currentAgentVersion(row.id) ?? null };
	},
});
