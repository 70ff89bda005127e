import { bodyField, pathField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field } from '../shared/operation/model/types';

/** The chat session that an operation is about. */
export const sessionField = pathField(locator('searchChatSessions'));

/** What a new chat session can be given. */
export const sessionFields: Field[] = [
	bodyField({
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"ticket": "T-1042"}',
		description: 'A JSON object to keep with the session',
	}),
	bodyField({
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order of Ada',
		description: 'Name of the session, shown in lists',
	}),
];
