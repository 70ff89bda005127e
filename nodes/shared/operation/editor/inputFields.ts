import type { IDataObject, ILoadOptionsFunctions, INodeProperties, ResourceMapperFields } from 'n8n-workflow';

import { PromptRailsClient } from '../../transport/client';
import type { InputField } from '../model/inputField';
import { inputValue } from '../run/inputValue';
import { currentValue } from './listSearch';
import { toNodeError } from '../run/nodeError';
import type { OperationItem } from '../model/types';
import { isObject, ownValue, type Row, toRows } from '../../values';

/** Something with versions that is run with an input. */
export interface InputOwner {
	/** As texts speak of it, with its article. */
	name: string;
	/** The parameter with its ID. */
	idParameter: string;
	path: `/api/v1/${string}`;
	/** The node's method that loads the fields. */
	method: string;
	/** What there is to say when there are no fields. */
	without: string;
	/** The input fields that one of its versions has. */
	fieldsOf: (
		version: Row,
		host: ILoadOptionsFunctions,
		client: PromptRailsClient,
	) => InputField[] | Promise<InputField[]>;
}

type LoadFields = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/** The form whose fields are those of the chosen agent or prompt, and of its chosen version. */
export const inputFieldsProperty = (
	{ idParameter, method }: InputOwner,
	description: string,
): INodeProperties => ({
	displayName: 'Input Fields',
	name: 'inputFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: [`${idParameter}.value`, 'additionalFields.versionId.value'],
		resourceMapper: {
			resourceMapperMethod: method,
			mode: 'add',
			valuesLabel: 'Input Fields',
			fieldWords: { singular: 'input field', plural: 'input fields' },
			addAllFields: true,
			multiKeyMatch: false,
			// As n8n's own Execute Sub-workflow: the choice of a mapping mode would speak of columns.
			supportAutoMap: false,
			hideNoDataError: true,
		},
	},
	description,
});

/**
 * What users entered in the form, by the types that the form was built of; fields that they left out are not sent.
 * @throws ValidationError that names the field whose value does not fit, or that is required and blank
 */
export function enteredInput(item: OperationItem): IDataObject {
	const { value, schema } = item.parameter('inputFields', {}) as {
		value?: IDataObject | null;
		schema?: InputField[] | null;
	};
	const entered = value ?? {};
	const fields = (schema ?? []).filter(isObject) as unknown as InputField[];
	const known = fields.map((field) => [
		field.id,
		inputValue(field, ownValue(entered, field.id), item.timezone),
	]);
	const others = Object.entries(entered).filter(([name]) => !fields.some(({ id }) => id === name));
	const given = [...known, ...others].filter(([, each]) => each !== null && each !== undefined);
	return Object.fromEntries(given) as IDataObject;
}

/** Loads the fields of the form, or what to do where there are none. */
export function inputFieldsOf(owner: InputOwner): LoadFields {
	return async function (this: ILoadOptionsFunctions) {
		const instead = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });
		if (!currentValue(this, owner.idParameter))
			return instead(`Choose ${owner.name}: its input fields appear here.`);
		try {
			const client = await PromptRailsClient.create(this);
			const versionId = currentValue(this, 'additionalFields.versionId');
			const id = currentValue(this, owner.idParameter);
			const version = await versionOf(client, owner.path, id, versionId);
			const fields = await owner.fieldsOf(version, this, client);
			return fields.length > 0 ? { fields } : instead(owner.without);
		} catch (error) {
			// The editor shows nothing of an error that is thrown here.
			return instead(`The input fields cannot be shown. ${toNodeError(this.getNode(), error).message}.`);
		}
	};
}

/** The version of an agent or a prompt that an ID names, or its current one; empty where it has none. */
export async function versionOf(
	client: PromptRailsClient,
	path: InputOwner['path'],
	id: unknown,
	versionId?: unknown,
): Promise<Row> {
	const request = { method: 'GET', pathParams: { id } } as const;
	const owner = await client.data<Row>({ ...request, path: `${path}/{id}` });
	if (!versionId && isObject(owner.current_version)) return owner.current_version;
	const versions = toRows(await client.data({ ...request, path: `${path}/{id}/versions` }));
	return (
		versions.find(({ id: each, is_current }) => (versionId ? each === versionId : is_current === true)) ?? {}
	);
}
