import { type Context, isOdd } from '../context';
import { badRequest } from '../core/errors';
import { bool, fields, filled, free, oneOf, text, type JsonObject } from '../core/schema';
import type { WebhookTrigger } from '../store/workspaceRows';
import { referenced, resource } from './crud';
import { newTrigger, shownSecrets } from './webhookTriggers';

interface TriggerBody {
	name: string;
	agent_id: string;
	source?: string;
	source_config?: JsonObject;
	reply_config?: JsonObject;
	generate_secret?: boolean;
	is_active?: boolean;
}

const kind = {
	source: oneOf('generic', 'slack', 'telegram', 'whatsapp', 'teams', 'schedule'),
	source_config: free,
	reply_config: free,
};

/** Some servers do not work out when a schedule comes first. */
function assertNextRun(
	context: Context,
	{ source, source_config }: Pick<TriggerBody, 'source' | 'source_config'>,
): void {
	const isMissing = source === 'schedule' && !source_config?.next_run_at;
	if (isMissing && isOdd(context, 'schedulesWithNextRun'))
		throw badRequest('source_config.next_run_at', 'is required');
}

/** Agent triggers: what webhook triggers became in the second generation, one of six sources. */
export const triggers = resource<WebhookTrigger, TriggerBody>({
	name: 'trigger',
	table: (store) => store.webhookTriggers,
	collection: '/triggers',
	item: '/triggers/:id',
	list: { filters: { agent_id: { schema: text } }, mayIgnoreFilters: true },
	create: {
		schema: fields(
			{ name: filled, agent_id: filled, generate_secret: bool, is_active: bool, ...kind },
			'name',
			'agent_id',
		),
		build: ({ name, agent_id, generate_secret, is_active, ...further }, { context }) => {
			assertNextRun(context, further);
			referenced(context.store.agents, agent_id, 'agent_id');
			return { ...newTrigger(context, { name, agent_id, generate_secret, is_active }), ...further };
		},
	},
	update: { schema: fields({ name: filled, is_active: bool, ...kind }) },
	remove: true,
	view: (row, _context, where) => shownSecrets(row, where),
});
