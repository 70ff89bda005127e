import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';
import type { CredentialReference, N8nClient } from '../host';
import type { Agent } from './server';

/** The fields of the example's items. */
const ITEM_FIELDS = ['name', 'question'];
const fromItem = (field: string) => `={{ $json.${field} }}`;

/** The input fields of an agent as the editor loads them when a user chooses the agent. */
async function declaredFields(
	client: N8nClient,
	credential: CredentialReference,
	agent: Agent,
): Promise<ResourceMapperField[]> {
	const { fields } = await client.resourceMapperFields({
		nodeTypeAndVersion: { name: 'n8n-nodes-promptrails.promptRailsAgent', version: 1 },
		path: 'parameters.inputFields',
		methodName: 'getAgentInputFields',
		currentNodeParameters: {
			resource: 'agent',
			operation: 'execute',
			agentId: { __rl: true, mode: 'list', value: agent.id },
		},
		credentials: { promptRailsApi: credential },
	});
	return fields;
}

/**
 * Maps the example's items onto whatever input an agent asks for: fields of the same name first,
 * the question into every other text field that is required, or into the first one that there is.
 */
export async function inputFor(
	client: N8nClient,
	credential: CredentialReference,
	agent: Agent,
): Promise<INodeParameters> {
	const schema = await declaredFields(client, credential, agent);
	const texts = schema.filter(({ type }) => type === 'string');
	if (texts.length === 0) {
		return { inputMode: 'json', input: '={{ { name: $json.name, question: $json.question } }}' };
	}
	const known = texts.filter(({ id }) => ITEM_FIELDS.includes(id));
	const others = texts.filter((field) => field.required && !known.includes(field));
	const filled = known.length + others.length > 0 ? [...known, ...others] : texts.slice(0, 1);
	const value = schema.map((field) => [
		field.id,
		filled.includes(field) ? fromItem(known.includes(field) ? field.id : 'question') : null,
	]);
	return {
		inputMode: 'fields',
		inputFields: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(value) as INodeParameters,
			matchingColumns: [],
			schema: schema as unknown as INodeParameters[],
		},
	};
}
