import { namedId } from '../store/ids';
import type { PromptLink } from '../store/rows';
import type { Store } from '../store/store';
import { NAMED_AGENTS, PLAIN_AGENTS, type AgentSpec } from './agentSpecs';

type AgentKey = (typeof NAMED_AGENTS)[number]['key'];

const agentId = (key: string) => namedId(`agent ${key}`);
const versionId = (key: string, version: string) => namedId(`agent ${key} ${version}`);

/** Ids of the seeded agents by their names here. */
export const agentIds = {
	...(Object.fromEntries(NAMED_AGENTS.map(({ key }) => [key, agentId(key)])) as Record<AgentKey, string>),
	plain: PLAIN_AGENTS.map(({ key }) => agentId(key)),
};

/** Versions of the support agent; the second is current. */
export const agentVersionIds = {
	support: versionId('support', '1.0.0'),
	supportCurrent: versionId('support', '1.1.0'),
};

/** Plants 30 agents; the support agent is the newest, so that it heads the list. */
export function plantAgents(store: Store, next: () => Date): void {
	for (const spec of [...NAMED_AGENTS, ...PLAIN_AGENTS].reverse()) plantAgent(store, spec, next);
}

function plantAgent(store: Store, spec: AgentSpec, next: () => Date): void {
	const { key, name, description, type, status = 'active', labels = [] } = spec;
	const id = agentId(key);
	store.agents.insert({
		...store.ownedStamp(next()),
		id,
		name,
		description,
		type,
		status,
		labels,
		created_by_id: store.userId,
	});
	if (key === 'support') plantVersion(store, spec, '1.0.0', false, next);
	plantVersion(store, spec, key === 'support' ? '1.1.0' : '1.0.0', true, next);
}

function plantVersion(
	store: Store,
	spec: AgentSpec,
	version: string,
	is_current: boolean,
	next: () => Date,
): void {
	const id = versionId(spec.key, version);
	const links = (spec.config.prompt_ids ?? []) as PromptLink[];
	store.agentVersions.insert({
		id,
		created_at: next().toISOString(),
		agent_id: agentId(spec.key),
		version,
		is_current,
		message: '',
		config: spec.config,
		input_schema: spec.input_schema ?? {},
		output_schema: null,
		prompts: links.map((link) => ({ ...link, id: store.ids.next(), agent_version_id: id })),
	});
}
