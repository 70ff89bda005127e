import { type Context, isOdd, type Routes } from '../../context';
import { badRequest } from '../../core/errors';
import { fields, filled, oneOf, text } from '../../core/schema';
import { AGENT_TYPES, type Agent, type AgentType } from '../../store/rows';
import type { Generation } from '../../settings';
import type { Store } from '../../store/store';
import { referenced, resource } from '../crud';
import { withCurrent } from '../versions';

interface AgentBody {
	name: string;
	type: AgentType;
	description?: string;
	template_id?: string;
}

/** Agents themselves. */
export const agents: Routes = (app, context) => ofGeneration(context.generation)(app, context);

const typeOf = (generation: Generation) => oneOf(...AGENT_TYPES, ...(generation === 2 ? ['agent'] : []));

const ofGeneration = (generation: Generation): Routes =>
	resource<Agent, AgentBody>({
		name: 'agent',
		table: (store) => store.agents,
		collection: '/agents',
		item: '/agents/:id',
		list: {
			filters: {
				type: { schema: typeOf(generation) },
				name: { schema: text, contains: true },
				status: { schema: text },
			},
		},
		create: {
			schema: fields(
				{ name: filled, type: typeOf(generation), description: text, template_id: filled },
				'name',
				'type',
			),
			build: ({ template_id, ...body }, { context }) => {
				const { store } = context;
				assertKnownType(context, body.type);
				const stamp = store.ownedStamp();
				if (template_id !== undefined) plantTemplate(store, stamp.id, body.type, template_id);
				return {
					...stamp,
					description: '',
					...body,
					status: 'active',
					labels: [],
					created_by_id: store.userId,
				};
			},
		},
		update: {
			schema: fields({ name: filled, description: text, status: oneOf('active', 'archived', 'draft') }),
		},
		remove: true,
		view: withCurrent((store, id) => store.currentAgentVersion(id)),
	});

/** API v2 knows two types of agent. */
function assertKnownType(context: Context, type: AgentType): void {
	const isKnown = type === 'agent' || type === 'workflow';
	if (context.generation === 2 && !isKnown && isOdd(context, 'twoAgentTypes'))
		throw badRequest('type', 'must be one of agent, workflow');
}

// An agent made from a template starts with the template's flow as its current version.
function plantTemplate(store: Store, agentId: string, type: AgentType, templateId: string): void {
	const template = referenced(store.templates, templateId, 'template_id');
	if (template.agent_type !== type)
		throw badRequest('type', `must be ${template.agent_type}, as the template is`);
	store.agentVersions.insert({
		...store.stamp(),
		agent_id: agentId,
		version: '1.0.0',
		is_current: true,
		message: `from template ${template.name}`,
		config: template.flow_config,
		input_schema: {},
		output_schema: null,
		prompts: [],
	});
}
