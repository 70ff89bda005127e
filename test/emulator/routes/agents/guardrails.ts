import type { Routes } from '../../context';
import { data } from '../../core/envelope';
import { bool, fields, filled, free, int, oneOf, type JsonObject } from '../../core/schema';
import type { Guardrail } from '../../store/rows';
import { resource } from '../crud';

interface GuardrailBody {
	type: string;
	scanner_type: string;
	action?: string;
	config?: JsonObject;
	is_active?: boolean;
	sort_order?: number;
}

const changeable = {
	action: oneOf('block', 'redact', 'log'),
	config: free,
	is_active: bool,
	sort_order: int,
};

/** Guardrails: listed and made below their agent, changed and removed by their own id. */
export const guardrails: Routes = resource<Guardrail, GuardrailBody>({
	name: 'guardrail',
	table: (store) => store.guardrails,
	collection: '/agents/:parentId/guardrails',
	item: '/guardrails/:id',
	get: false,
	parent: { name: 'agent', table: (store) => store.agents, column: 'agent_id' },
	list: { plain: true, oldestFirst: true, order: (a, b) => a.sort_order - b.sort_order },
	create: {
		schema: fields(
			{ type: oneOf('input', 'output'), scanner_type: filled, ...changeable },
			'type',
			'scanner_type',
		),
		build: (body, { context: { store }, parentId }) => {
			const stamp = store.stamp();
			return {
				...stamp,
				agent_id: parentId,
				type: body.type,
				scanner_type: body.scanner_type,
				action: body.action ?? 'block',
				config: body.config ?? {},
				// The vendor's server stores an omitted flag as false.
				is_active: body.is_active ?? false,
				sort_order: body.sort_order ?? 0,
				updated_at: stamp.created_at,
			};
		},
	},
	update: { schema: fields(changeable) },
	remove: true,
});

const LOCAL = 'local';
const MODEL = 'llm_guard';

/** The scanners that guardrails can use. */
const SCANNERS = [
	['pii', 'Personal Data', 'Finds names, addresses and numbers of people', LOCAL],
	['secrets', 'Secrets', 'Finds keys and passwords', LOCAL],
	['prompt_injection', 'Prompt Injection', 'Finds attempts to give the model other orders', MODEL],
	['toxicity', 'Toxicity', 'Finds insults and threats', MODEL],
].map(([type, label, description, category]) => ({
	type,
	label,
	description,
	category,
	...(category === LOCAL
		? { enabled: true, config_fields: [{ name: 'threshold', type: 'number' }] }
		: { enabled: false, disabled_reason: 'The guard service is not connected' }),
}));

/** What guardrails can look for, as the second generation tells it. */
export const scanners: Routes = (app) => {
	app.get('/guardrails/scanners', () => data(SCANNERS));
};
