import type { INodeParameters } from 'n8n-workflow';
import type { Agent } from './server';

/** The fields of the example's items. */
const ITEM_FIELDS = ['name', 'question'];
const fromItem = (field: string) => `={{ $json.${field} }}`;

/**
 * Maps the example's items onto whatever input an agent asks for: fields of the same name first,
 * the question into every other text field that is required, or into the first one that there is.
 */
export function inputFor(agent: Agent): INodeParameters {
	const { properties = {}, required = [] } = agent.current_version?.input_schema ?? {};
	const texts = Object.keys(properties).filter((field) => (properties[field]?.type ?? 'string') === 'string');
	if (texts.length === 0) {
		return { inputMode: 'json', input: '={{ { name: $json.name, question: $json.question } }}' };
	}
	const known = texts.filter((field) => ITEM_FIELDS.includes(field));
	const others = texts.filter((field) => required.includes(field) && !known.includes(field));
	const fields = known.length + others.length > 0 ? [...known, ...others] : texts.slice(0, 1);
	return {
		inputMode: 'fields',
		inputFields: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(
				fields.map((field) => [field, fromItem(known.includes(field) ? field : 'question')]),
			),
			matchingColumns: [],
			schema: fields.map((id) => ({
				id,
				displayName: id,
				type: 'string',
				required: required.includes(id),
				display: true,
				defaultMatch: false,
			})),
		},
	};
}
