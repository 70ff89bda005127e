import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	additionalFields,
	bodyField,
	filters,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { limitField } from '../../shared/operation/model/commonFields';
import { locator } from '../../shared/operation/model/locators';
import { pick } from '../../shared/operation/run/simplify';
import type { Field, RequestShape, Resource } from '../../shared/operation/model/types';
import { readFile, readFileFields } from '../readFile';
import { fileKey, writeFile, writeFileFields } from '../writeFile';
import { isObject } from '../../shared/values';

const agent = pathField(locator('searchAgents'));
const file = queryField(
	locator(
		'searchAgentFiles',
		{ description: 'The file or folder, picked from the list or given by its path' },
		'file or folder',
	),
);

const below = (suffix: string, method: RequestShape['method'] = 'GET'): RequestShape => ({
	method,
	path: `/api/v1/agents/{agentId}/vfs${suffix}`,
	since: 2,
});

const folderFilter: Field = {
	...queryField(
		locator(
			'searchAgentFiles',
			{
				displayName: 'Folder',
				required: false,
				description: 'Only what is in this folder, picked from the list or given by its path',
			},
			'folder',
		),
	),
	isLoose: true,
};

/** Sent with every search, because servers stop at a limit of their own otherwise. */
const searchLimit = queryField({ ...limitField.property, displayOptions: undefined });

const destination: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. /archive/today.md',
};

const recursive = (description: string): Field => ({
	...queryField({ displayName: 'Recursive', name: 'recursive', type: 'boolean', default: true, description }),
	convert: (value) => value || undefined,
});

const source = (description: string): Field =>
	bodyField(
		locator('searchAgentFiles', { displayName: 'From', name: 'from', description }, 'file or folder'),
	);

const SIMPLE_FILE = [
	'path',
	'name',
	'is_dir',
	'size_bytes',
	'mime_type',
	'last_writer_kind',
	'created_at',
	'updated_at',
];

/** What is in a file first, then what is known of it. */
function simplifyContent({ file, ...content }: IDataObject): IDataObject {
	return { ...content, ...(isObject(file) ? pick(file as IDataObject, SIMPLE_FILE) : {}) };
}

/** The `file` resource: the files that an agent keeps and works with. */
export const fileResource: Resource = {
	value: 'file',
	name: 'File',
	defaultOperation: 'read',
	operations: [
		{
			value: 'copy',
			name: 'Copy',
			action: 'Copy file of an agent',
			description: 'Copy a file, or a folder with everything in it, to where nothing is yet',
			request: { ...below('/copy', 'POST'), expects: 'any' },
			fields: [
				agent,
				source('The file or folder to copy, picked from the list or given by its path'),
				bodyField({ ...destination, description: 'Path of the copy, from the root, which begins with /' }),
			],
		},
		{
			value: 'createFolder',
			name: 'Create Folder',
			action: 'Create folder of an agent',
			description: 'Create an empty folder among the files of an agent',
			request: below('/mkdir', 'POST'),
			simplify: SIMPLE_FILE,
			fields: [
				agent,
				bodyField(
					{
						displayName: 'Folder Path',
						name: 'folderPath',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. /notes/2026',
						description: 'Path of the new folder, from the root, which begins with /',
					},
					'path',
				),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete file of an agent',
			description: 'Delete a file or folder permanently',
			request: below('', 'DELETE'),
			result: 'deleted',
			fields: [
				agent,
				file,
				additionalFields([recursive('Whether to delete a folder with everything in it')]),
			],
		},
		{
			value: 'findByPattern',
			name: 'Find by Pattern',
			action: 'Find files of an agent by pattern',
			description: 'Get the files and folders of an agent whose path fits a pattern with wildcards',
			request: { ...below('/glob'), rowsIn: 'items' },
			result: 'all',
			simplify: SIMPLE_FILE,
			fields: [
				agent,
				queryField({
					displayName: 'Pattern',
					name: 'pattern',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. **/*.md',
					description: 'What the path looks like: * stands for any part of a name, ** for any folders',
				}),
				searchLimit,
				filters([folderFilter]),
			],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get file of an agent',
			description: 'Get size, type and times of a file or folder, without what is in it',
			request: below('/stat'),
			simplify: SIMPLE_FILE,
			fields: [agent, file],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many files of an agent',
			description: 'Get a list of the files and folders of an agent, without what is in them',
			request: { ...below(''), rowsIn: 'items', paging: 'offset' },
			result: 'paged',
			simplify: SIMPLE_FILE,
			fields: [
				agent,
				filters([folderFilter, recursive('Whether to list what is in the folders below as well')]),
			],
		},
		{
			value: 'getUsage',
			name: 'Get Usage',
			action: 'Get file usage of an agent',
			description: 'Get how many bytes the files of an agent take up',
			request: below('/usage'),
			fields: [agent],
		},
		{
			value: 'move',
			name: 'Move',
			action: 'Move file of an agent',
			description: 'Move or rename a file, or a folder with everything in it',
			request: { ...below('/move', 'POST'), expects: 'any' },
			fields: [
				agent,
				source('The file or folder to move, picked from the list or given by its path'),
				bodyField({ ...destination, description: 'The new path, from the root, which begins with /' }),
			],
		},
		{
			value: 'read',
			name: 'Read',
			action: 'Read file of an agent',
			description: 'Get what is in a file of an agent, as text or as a file',
			request: below('/file'),
			run: readFile,
			simplify: simplifyContent,
			fields: [agent, file, ...readFileFields],
		},
		{
			value: 'searchText',
			name: 'Search Text',
			action: 'Search text in files of an agent',
			description: "Get the lines of an agent's files in which a text occurs, one item a line",
			request: { ...below('/grep'), rowsIn: 'matches' },
			result: 'all',
			fields: [
				agent,
				queryField(
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. refund',
						description: 'What to look for',
					},
					'q',
				),
				searchLimit,
				filters([folderFilter]),
			],
		},
		{
			value: 'write',
			name: 'Write',
			action: 'Write file of an agent',
			description: 'Write text or a text file into a file of an agent, which is created if it is not there',
			request: below('/file', 'PUT'),
			run: writeFile,
			orderKey: fileKey,
			simplify: SIMPLE_FILE,
			fields: writeFileFields,
		},
	],
};
