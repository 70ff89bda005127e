import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';

/** The fields of the example's items. */
const ITEM_FIELDS = ['name', 'question'];
const fromItem = (field: string) => `={{ $json.${field} }}`;

/**
 * Maps the example's items onto whatever input an agent asks for: fields of the same name first,
 * the question into every other text field that is required, or into the first one that there is.
 * @param schema the input fields of the agent, as the editor loads them when a user chooses it
 */
export function inputFor(schema: ResourceMapperField[]): INodeParameters {
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

/** The parameters of a node that executes an agent, as far as they decide which input fields it has. */
export const executing = (agentId: INodeParameters): INodeParameters => ({
	resource: 'agent',
	operation: 'execute',
	agentId,
});
