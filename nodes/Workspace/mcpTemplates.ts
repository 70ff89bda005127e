import type { IDataObject } from 'n8n-workflow';

import { localField, pathField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { toWireValue } from '../shared/operation/run/wireValue';
import { toRows } from '../shared/values';

const getBy = localField({
	displayName: 'Get By',
	name: 'getBy',
	type: 'options',
	options: [
		{ name: 'ID', value: 'id' },
		{ name: 'Slug', value: 'slug', description: 'The short name in the address of the template' },
	],
	default: 'id',
	description: 'How to say which template',
});

/** How users name the template to get: a choice, and the field that goes with it. */
export const templateFields: Field[] = [
	getBy,
	pathField(locator('searchMcpTemplates', { displayOptions: { show: { getBy: ['id'] } } })),
	pathField(
		locator('searchMcpTemplateSlugs', {
			description: 'The MCP template, picked from the list or given by its slug',
			displayOptions: { show: { getBy: ['slug'] } },
		}),
	),
];

const BY_SLUG = { method: 'GET', path: '/api/v1/mcp-templates/slug/{slug}' } as const;

/** Gets a template by its ID or by its slug. */
export async function getMcpTemplate(item: OperationItem): Promise<IDataObject> {
	const isBySlug = item.value(getBy) === 'slug';
	return await item.client.data<IDataObject>(item.request(isBySlug ? BY_SLUG : undefined));
}

const parameterName = localField({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. GITHUB_TOKEN',
	description: 'Name of the parameter, as the template lists it under required_parameters',
});

const parameterValue = localField({
	displayName: 'Value',
	name: 'value',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description: 'Value of the parameter. It may be a secret, so it is not shown.',
});

/** The values that a template needs, by name. */
export const installParameters = localField({
	displayName: 'Parameters',
	name: 'parameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [parameterName.property, parameterValue.property],
		},
	],
	description: 'A value for each parameter that the template requires',
});

/** Installs a template as an MCP tool; its parameters are a map of texts. */
export async function installMcpTemplate(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const rows = toRows(item.value(installParameters).parameter);
	const parameters = Object.fromEntries(
		rows.map(({ name, value }) => [
			toWireValue(parameterName.property, name),
			toWireValue(parameterValue.property, value ?? ''),
		]),
	);
	return await item.client.data<IDataObject>({ ...request, body: { ...request.body, parameters } });
}
