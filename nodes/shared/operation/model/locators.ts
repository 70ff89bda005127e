import type { INodeProperties } from 'n8n-workflow';

import { type LocatorName, LOCATORS, type LocatorRow } from './locatorTable';
import { isObject } from '../../values';

const BY_ID = { displayName: 'By ID', placeholder: 'e.g. 2NxK8vQd1cWmLr5TzYpBhGfJ3aE' };

/** The value of a resource locator; anything else as it is. */
export function withoutLocator(raw: unknown): unknown {
	return isObject(raw) && raw.__rl === true ? raw.value : raw;
}

/**
 * A field that holds an ID: picked from a searchable list, or entered.
 * @param changes what differs from the usual: name, label, description, `required: false`
 * @param called what an entry is called here, where that is not what the list calls it
 */
export function locator(
	searchListMethod: LocatorName,
	changes: Partial<INodeProperties> = {},
	called?: string,
): INodeProperties & { type: 'resourceLocator' } {
	const { displayName, name, entry: usual, byHand = BY_ID }: LocatorRow = LOCATORS[searchListMethod];
	const entry = called ?? usual;
	return {
		displayName,
		name,
		required: true,
		description: `The ${entry}, picked from the list or given by its ID`,
		...changes,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${/^([aeiou]|MCP)/.test(entry) ? 'an' : 'a'} ${entry}...`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...byHand, name: 'id', type: 'string' },
		],
	};
}
