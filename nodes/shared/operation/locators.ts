import type { INodeProperties } from 'n8n-workflow';

/** What differs between two resource locators. */
export interface LocatorText {
	displayName: string;
	name: string;
	/** Name of the list search method. */
	searchListMethod: string;
	description: string;
	required?: boolean;
	/** What the list calls one entry, such as "agent". */
	entry: string;
}

/** A field that holds an ID: picked from a searchable list, or entered. */
export function locator({ entry, searchListMethod, ...property }: LocatorText): INodeProperties {
	return {
		...property,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${/^[aeiou]/.test(entry) ? 'an' : 'a'} ${entry}...`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 2NxK8vQd1cWmLr5TzYpBhGfJ3aE' },
		],
	};
}

/** The agent that an operation is about. */
export const agentLocator = locator({
	displayName: 'Agent',
	name: 'agentId',
	entry: 'agent',
	searchListMethod: 'searchAgents',
	required: true,
	description: 'The PromptRails agent, by ID or picked from the list',
});

/** A version of the chosen agent, in place of its current one. */
export const agentVersionLocator = locator({
	displayName: 'Version',
	name: 'versionId',
	entry: 'version',
	searchListMethod: 'searchAgentVersions',
	description:
		'The version of the agent to use, by ID or picked from the list. The current version if not set.',
});
