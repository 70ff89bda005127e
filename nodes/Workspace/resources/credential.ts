import type { INodeProperties } from 'n8n-workflow';

import { additionalFields, bodyField, openChoice, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { LLM_PROVIDERS } from '../llmProviders';

const credential = pathField(locator('searchCredentials'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. OpenAI production',
};

const valueProperty: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	typeOptions: { password: true },
	default: '',
};

const category = bodyField({
	displayName: 'Category',
	name: 'category',
	type: 'options',
	required: true,
	options: [
		{ name: 'Data Warehouse', value: 'data_warehouse' },
		{ name: 'Image', value: 'image' },
		{ name: 'LLM', value: 'llm' },
		{ name: 'Speech', value: 'speech' },
		{ name: 'Tools', value: 'tools' },
		{ name: 'Video', value: 'video' },
	],
	default: 'llm',
	description: 'What kind of service the credential is for',
});

const type = openChoice(
	bodyField({
		displayName: 'Type',
		name: 'type',
		type: 'options',
		required: true,
		options: LLM_PROVIDERS,
		default: 'openai',
		placeholder: 'e.g. postgresql',
		description: 'The provider of the language models. For services of other categories, choose Other.',
	}),
);

const description = bodyField({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Key of the support team',
	description: 'What the credential is for',
});

const isDefault = bodyField({
	displayName: 'Default',
	name: 'isDefault',
	type: 'boolean',
	default: true,
	description: 'Whether this is the credential to use where none is named',
});

const SIMPLE_CREDENTIAL = [
	'id',
	'name',
	'type',
	'category',
	'description',
	'masked_content',
	'is_default',
	'is_valid',
	'created_at',
	'updated_at',
];

/** The `credential` resource: keys of other services. Their secrets go in and never come out. */
export const credentialResource: Resource = {
	value: 'credential',
	name: 'Credential',
	defaultOperation: 'get',
	operations: [
		{
			value: 'check',
			name: 'Check',
			action: 'Check credential',
			description: 'Ask the service that a credential belongs to whether it accepts it',
			request: { method: 'POST', path: '/api/v1/credentials/{credentialId}/check', expects: 'any' },
			fields: [credential],
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create credential',
			description: 'Store the key of another service in PromptRails, for agents and data sources to use',
			request: { method: 'POST', path: '/api/v1/credentials' },
			simplify: SIMPLE_CREDENTIAL,
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new credential' }),
				category,
				...type,
				bodyField({
					...valueProperty,
					required: true,
					description:
						'The secret itself, such as an API key. PromptRails shows only a mask of it afterwards.',
				}),
				additionalFields([
					description,
					isDefault,
					bodyField({
						displayName: 'Schema Type',
						name: 'schemaType',
						type: 'string',
						default: '',
						placeholder: 'e.g. api_key',
						description: 'What PromptRails calls the layout of the secret, for types that have several',
					}),
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete credential',
			description: 'Delete a credential permanently',
			request: { method: 'DELETE', path: '/api/v1/credentials/{credentialId}' },
			result: 'deleted',
			fields: [credential],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get credential',
			description: 'Get one credential; its secret is masked',
			request: { method: 'GET', path: '/api/v1/credentials/{credentialId}' },
			simplify: SIMPLE_CREDENTIAL,
			fields: [credential],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many credentials',
			description: 'Get a list of credentials, newest first; their secrets are masked',
			request: { method: 'GET', path: '/api/v1/credentials' },
			result: 'paged',
			simplify: SIMPLE_CREDENTIAL,
			fields: [],
		},
		{
			value: 'setDefault',
			name: 'Set Default',
			action: 'Set default credential',
			description: 'Make a credential the one to use where none is named',
			request: { method: 'POST', path: '/api/v1/credentials/{credentialId}/set-default', expects: 'any' },
			simplify: SIMPLE_CREDENTIAL,
			fields: [credential],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update credential',
			description: 'Change the name, secret or description of a credential',
			request: { method: 'PATCH', path: '/api/v1/credentials/{credentialId}' },
			simplify: SIMPLE_CREDENTIAL,
			fields: [
				credential,
				additionalFields([
					description,
					isDefault,
					bodyField({ ...nameProperty, description: 'New name of the credential' }),
					bodyField({ ...valueProperty, description: 'New secret. The old one cannot be brought back.' }),
				]),
			],
		},
	],
};
