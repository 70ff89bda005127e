import { pathField } from './fields';
import type { LocatorName } from './locatorTable';
import { locator } from './locators';
import type { PlainOperation } from './types';

/** A thing that has versions, of which one is current. */
interface Versioned {
	/** What it is called, such as "agent". */
	entry: string;
	/** The path of one of them, such as `/api/v1/agents/{agentId}`. */
	path: string;
	search: LocatorName;
	searchVersions: LocatorName;
}

/** Listing the versions of an agent, prompt or data source, and making one of them current. */
export function versionOperations({ entry, path, search, searchVersions }: Versioned): PlainOperation[] {
	const parent = pathField(locator(search));
	return [
		{
			value: 'getAll',
			name: 'Get Many',
			action: `Get many ${entry} versions`,
			description: `Get the versions of one ${entry}`,
			request: { method: 'GET', path: `${path}/versions` },
			result: 'allRows',
			fields: [parent],
		},
		{
			value: 'promote',
			name: 'Promote',
			action: `Promote ${entry} version`,
			description: `Make a version the current one of its ${entry}`,
			request: { method: 'PUT', path: `${path}/versions/{versionId}/promote`, expects: 'any' },
			fields: [
				parent,
				pathField(locator(searchVersions, { description: 'The version that becomes the current one' })),
			],
		},
	];
}
