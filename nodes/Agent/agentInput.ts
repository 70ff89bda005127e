import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeProperties,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { inputChoice, readInput } from '../shared/operation/inputChoice';
import { parseJsonField } from '../shared/operation/json';
import { currentValue } from '../shared/operation/listSearch';
import { toNodeError } from '../shared/operation/nodeError';
import type { OperationItem } from '../shared/operation/types';
import { PromptRailsClient } from '../shared/transport/client';
import { entryOf, isObject } from '../shared/transport/envelope';
import { type Row, toRows } from '../shared/transport/pagination';

const inputFields: INodeProperties = {
	displayName: 'Input Fields',
	name: 'inputFields',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['agentId.value', 'additionalFields.versionId.value'],
		resourceMapper: {
			resourceMapperMethod: 'getAgentInputFields',
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
	description: 'The fields that the agent declares',
};

/** The fields by which users give an agent its input. */
export const agentInputFields = inputChoice(
	{
		choice: 'How to give the agent its input',
		fields: 'Fill in the fields that the agent declares',
		json: 'Write the whole input as one JSON object, or hand on the input item as it is',
		input: 'The input of the agent as one JSON object, with the keys that the agent declares',
	},
	inputFields,
);

/**
 * Reads the input that the user gave for this item.
 * @throws ValidationError when it is not an object
 */
export const readAgentInput = (item: OperationItem): IDataObject => readInput(item, mappedInput);

/** What users entered in the resource mapper; fields that they left out are not sent. */
function mappedInput(item: OperationItem): IDataObject {
	const { value: entered, schema = [] } = item.parameter('inputFields', {}) as {
		value?: IDataObject | null;
		schema?: ResourceMapperField[];
	};
	const types = new Map(schema.map((field) => [field.id, field.type]));
	const entries = Object.entries(entered ?? {})
		.filter(([, value]) => value !== null && value !== undefined)
		.map(([key, value]) => [
			key,
			['object', 'array'].includes(types.get(key) ?? '') ? parseJsonField(value, key) : value,
		]);
	return Object.fromEntries(entries) as IDataObject;
}

/** The resource mapper's fields: the input schema of the chosen agent and version. */
export async function getAgentInputFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const instead = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });
	if (!currentValue(this, 'agentId')) return instead('Choose an agent: its input fields appear here.');
	try {
		const fields = schemaFields(await inputSchema(this));
		if (fields.length > 0) return { fields };
		return instead('This agent declares no input fields. Set Input to Using JSON.');
	} catch (error) {
		// The editor shows nothing of an error that is thrown here.
		return instead(`The input fields cannot be shown. ${toNodeError(this.getNode(), error).message}.`);
	}
}

async function inputSchema(host: ILoadOptionsFunctions): Promise<unknown> {
	const client = await PromptRailsClient.create(host);
	const pathParams = { agentId: currentValue(host, 'agentId') };
	const versionId = currentValue(host, 'additionalFields.versionId');
	const agent = await client.data<Row>({ method: 'GET', path: '/api/v1/agents/{agentId}', pathParams });
	if (!versionId && isObject(agent.current_version)) return agent.current_version.input_schema;
	const versions = toRows(
		await client.data({ method: 'GET', path: '/api/v1/agents/{agentId}/versions', pathParams }),
	);
	return versions.find((version) => (versionId ? version.id === versionId : version.is_current === true))
		?.input_schema;
}

/** Types of a JSON schema that have a counterpart in the resource mapper; others are entered as text. */
const MAPPER_TYPES: Record<string, ResourceMapperField['type']> = {
	string: 'string',
	number: 'number',
	integer: 'number',
	boolean: 'boolean',
	array: 'array',
	object: 'object',
};

/** In the editor a switch is off, and sent, and empty JSON is an error: optional ones are left out until users add them. */
const NEVER_LOOK_UNSET: Array<ResourceMapperField['type']> = ['boolean', 'array', 'object'];

function schemaFields(schema: unknown): ResourceMapperField[] {
	if (!isObject(schema) || !isObject(schema.properties)) return [];
	const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
	return Object.entries(schema.properties).map(([id, definition]) => {
		const property = isObject(definition) ? definition : {};
		const choices = Array.isArray(property.enum) ? (property.enum as unknown[]) : undefined;
		const type = choices ? 'options' : mapperType(property);
		const isRequired = required.includes(id);
		return {
			id,
			displayName: typeof property.title === 'string' ? property.title : id,
			required: isRequired,
			defaultMatch: false,
			display: true,
			...(NEVER_LOOK_UNSET.includes(type) && !isRequired ? { removed: true } : {}),
			type,
			options: choices?.map((choice) => ({ name: String(choice), value: choice as string })),
		};
	});
}

function mapperType({ type, format }: Row): ResourceMapperField['type'] {
	if (format === 'date-time') return 'dateTime';
	const name = Array.isArray(type) ? (type as unknown[]).find((entry) => entry !== 'null') : type;
	return entryOf(MAPPER_TYPES, name) ?? 'string';
}
