import { bodyField, pathField } from './fields';
import type { LocatorName } from './locatorTable';
import { locator } from './locators';
import type { Field, PlainOperation } from './types';

/** A thing that has versions, of which one is current. */
interface Versioned {
	/** What it is called, such as "agent". */
	entry: string;
	/** The path of one of them, such as `/api/v1/agents/{agentId}`. */
	path: string;
	search: LocatorName;
	searchVersions: LocatorName;
	/** The fields of a version that people use. */
	simplify: string[];
}

/** Listing the versions of an agent, prompt or data source, and making one of them current. */
export function versionOperations({
	entry,
	path,
	search,
	searchVersions,
	simplify,
}: Versioned): PlainOperation[] {
	const parent = pathField(locator(search));
	return [
		{
			value: 'getAll',
			name: 'Get Many',
			action: `Get many ${entry} versions`,
			description: `Get the versions of one ${entry}`,
			request: { method: 'GET', path: `${path}/versions` },
			result: 'list',
			simplify,
			fields: [parent],
		},
		{
			value: 'promote',
			name: 'Promote',
			action: `Promote ${entry} version`,
			description: `Make a version the current one of its ${entry}`,
			request: { method: 'PUT', path: `${path}/versions/{versionId}/promote`, expects: 'any' },
			simplify,
			fields: [
				parent,
				pathField(locator(searchVersions, { description: 'The version that becomes the current one' })),
			],
		},
	];
}

/**
 * What every new version is given beside its content.
 * @param entry what has the versions, such as "agent"
 * @param change what could be new in one
 */
export function newVersionFields(
	entry: string,
	change: string,
): Record<'version' | 'message' | 'setCurrent', Field> {
	return {
		version: {
			...bodyField({
				displayName: 'Version',
				name: 'version',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1.1.0',
				description: `Name of the new version. Any text that no other version of the ${entry} has. Leave it empty where the server numbers versions itself.`,
			}),
			convert: (value) => value || undefined,
		},
		message: bodyField({
			displayName: 'Message',
			name: 'message',
			type: 'string',
			default: '',
			placeholder: `e.g. ${change}`,
			description: 'What is new in this version',
		}),
		setCurrent: bodyField({
			displayName: 'Set as Current',
			name: 'setCurrent',
			type: 'boolean',
			default: true,
			description: 'Whether the new version becomes the current one at once',
		}),
	};
}
