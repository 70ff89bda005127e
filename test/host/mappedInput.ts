import type { INodeParameters } from 'n8n-workflow';

/** What the editor saves when a user fills in the input fields of an agent or a prompt: texts, all of them required. */
export function mappedInput(value: Record<string, string>): INodeParameters {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map((id) => ({
			id,
			displayName: id,
			type: 'string',
			required: true,
			display: true,
			defaultMatch: false,
		})),
	};
}
