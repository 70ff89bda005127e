import { schemaFields } from '../shared/operation/editor/inputSchema';
import { versionOf } from '../shared/operation/editor/inputFields';
import type { InputField } from '../shared/operation/model/inputField';
import type { PromptRailsClient } from '../shared/transport/client';
import { isObject, type Row, toRows } from '../shared/values';
import { templateFields } from '../Prompt/templateFields';

const MOST_PROMPTS = 5;

/**
 * The variables of the prompts that get the input of an agent, for agents that declare no input fields themselves.
 * @returns none where the prompts cannot be read: a key may run an agent without seeing its prompts
 */
export async function promptVariables(client: PromptRailsClient, version: Row): Promise<InputField[]> {
	try {
		const ids = promptIds(version).slice(0, MOST_PROMPTS);
		const prompts = await Promise.all(ids.map((id) => versionOf(client, '/api/v1/prompts', id)));
		const fields = prompts.flatMap((prompt) => {
			const declared = schemaFields(prompt.input_schema);
			return declared.length > 0 ? declared : templateFields([prompt.system_prompt, prompt.user_prompt]);
		});
		return fields.filter(({ id }, index) => fields.findIndex((field) => field.id === id) === index);
	} catch {
		return [];
	}
}

/** Prompts side by side all get the input; in a chain only the first one does. */
function promptIds({ config }: Row): unknown[] {
	if (!isObject(config)) return [];
	const rows = toRows(config.prompt_ids);
	const linked = rows.map(({ prompt_id: id }) => id);
	const ids = [config.prompt_id, ...(config.type === 'chain' ? linked.slice(0, 1) : linked)];
	return ids.filter((id) => typeof id === 'string' && id !== '');
}
