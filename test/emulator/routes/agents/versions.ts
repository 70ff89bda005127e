import type { Context, Routes } from '../../context';
import { badRequest } from '../../core/errors';
import { fields, free, listOf, type JsonObject } from '../../core/schema';
import { assertFits } from '../../core/validation';
import type { AgentVersion, PromptLink } from '../../store/rows';
import { find } from '../crud';
import { versionFields, versions, type VersionBody } from '../versions';
import { CONFIG_SCHEMAS, promptLink } from './config';

type LinkBody = Pick<PromptLink, 'prompt_id'> & Partial<PromptLink>;

interface AgentVersionBody extends VersionBody {
	config: JsonObject;
	input_schema?: JsonObject;
	output_schema?: JsonObject;
	prompt_ids?: LinkBody[];
}

/** Versions of agents; the config is checked against the type of the agent. */
export const agentVersions: Routes = versions<AgentVersion, AgentVersionBody>({
	name: 'agent',
	owners: '/agents',
	ownerTable: (store) => store.agents,
	table: (store) => store.agentVersions,
	column: 'agent_id',
	schema: fields(
		{
			...versionFields,
			config: free,
			input_schema: free,
			output_schema: free,
			prompt_ids: listOf(promptLink),
		},
		'version',
		'config',
	),
	build: (body, { context, parentId }, id) => {
		const agent = find(context.store.agents, parentId, 'agent');
		assertFits(context.compile, CONFIG_SCHEMAS[agent.type], body.config, 'config');
		assertSchema(context, 'input_schema', body.input_schema);
		assertSchema(context, 'output_schema', body.output_schema);
		const links = body.prompt_ids ?? (body.config.prompt_ids as LinkBody[] | undefined) ?? [];
		return {
			agent_id: parentId,
			config: body.config,
			input_schema: body.input_schema ?? {},
			output_schema: body.output_schema ?? null,
			prompts: links.map((link, index) => ({
				id: context.store.ids.next(),
				agent_version_id: id,
				prompt_id: link.prompt_id,
				role: link.role ?? '',
				sort_order: link.sort_order ?? index,
			})),
		};
	},
});

function assertSchema({ compile }: Context, field: string, schema: JsonObject | undefined): void {
	if (!schema) return;
	try {
		compile(schema);
	} catch {
		throw badRequest(field, 'is not a valid JSON schema');
	}
}
