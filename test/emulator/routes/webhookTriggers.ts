import { randomBytes } from 'node:crypto';

import { type Context, isOdd } from '../context';
import { bool, fields, filled, text } from '../core/schema';
import { without } from '../core/without';
import type { WebhookTrigger } from '../store/workspaceRows';
import { referenced, resource } from './crud';

interface TriggerBody {
	name: string;
	agent_id: string;
	generate_secret?: boolean;
	is_active?: boolean;
}

const PREFIX_LENGTH = 8;

/** The token that opens a trigger's hook. */
export function tokenColumns(id: string): Pick<WebhookTrigger, 'token' | 'token_prefix'> {
	const token = `wht_${id}`;
	return { token, token_prefix: token.slice(0, PREFIX_LENGTH) };
}

/** What every trigger of the first generation is in terms of the second. */
export const GENERIC = { source: 'generic', source_config: {}, reply_config: {} };

/** A new trigger that any program can call. */
export function newTrigger(
	context: Context,
	{ name, agent_id, generate_secret = false, is_active = !isOdd(context, 'inactiveTriggers') }: TriggerBody,
): WebhookTrigger {
	const { store } = context;
	return {
		...store.ownedStamp(),
		agent_id,
		name,
		...tokenColumns(store.ids.next()),
		is_active,
		has_secret: generate_secret,
		secret: generate_secret ? `whsec_${randomBytes(16).toString('hex')}` : null,
		last_used_at: null,
		created_by_id: store.userId,
		...GENERIC,
	};
}

/** A trigger from outside: its token and secret only in the answer that made it. */
export function shownSecrets(
	{ token, secret, ...open }: Partial<WebhookTrigger>,
	where: 'list' | 'one' | 'created',
): object {
	if (where !== 'created') return open;
	return secret === null ? { ...open, token } : { ...open, token, secret };
}

/** Webhook triggers; token and secret are shown once, when they are made. */
export const webhookTriggers = resource<WebhookTrigger, TriggerBody>({
	name: 'webhook trigger',
	table: (store) => store.webhookTriggers,
	collection: '/webhook-triggers',
	item: '/webhook-triggers/:id',
	list: { filters: { agent_id: { schema: text } }, mayIgnoreFilters: true },
	create: {
		schema: fields(
			{ name: filled, agent_id: filled, generate_secret: bool, is_active: bool },
			'name',
			'agent_id',
		),
		build: ({ name, agent_id, generate_secret, is_active }, { context }) => {
			referenced(context.store.agents, agent_id, 'agent_id');
			return newTrigger(context, { name, agent_id, generate_secret, is_active });
		},
	},
	update: { schema: fields({ name: filled, is_active: bool }) },
	remove: true,
	view: (row, _context, where) => without(shownSecrets(row, where), ...Object.keys(GENERIC)),
});
