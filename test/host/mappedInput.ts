import type { INodeParameters } from 'n8n-workflow';

/** What the editor saves when a user fills in the input fields of an agent or a prompt: texts, which an agent requires. */
export function mappedInput(value: Record<string, string>, required = true): INodeParameters {
	return {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map((id) => ({
			id,
			displayName: id,
			type: 'string',
			required,
			display: true,
			defaultMatch: false,
		})),
	};
}
