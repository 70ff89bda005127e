import type { ResourceMapperField } from 'n8n-workflow';
import { ownValue, isObject, type Row } from '../../values';

type FieldType = ResourceMapperField['type'];

/** Types of a JSON schema that have a counterpart in the resource mapper; others are entered as text. */
const MAPPER_TYPES: Record<string, FieldType> = {
	string: 'string',
	number: 'number',
	integer: 'number',
	boolean: 'boolean',
	array: 'array',
	object: 'object',
};

/** In the editor a switch is off, and sent, and empty JSON is an error: optional ones are left out until users add them. */
const NEVER_LOOK_UNSET: FieldType[] = ['boolean', 'array', 'object'];

/** A field of the resource mapper, with the name by which it is sent. */
export function inputField(
	id: string,
	type: FieldType = 'string',
	{ required = false, displayName = id }: { required?: boolean; displayName?: string } = {},
): ResourceMapperField {
	return {
		id,
		displayName,
		required,
		defaultMatch: false,
		display: true,
		...(NEVER_LOOK_UNSET.includes(type) && !required ? { removed: true } : {}),
		type,
	};
}

/** The fields that a JSON schema of an input declares; none where it is no such schema. */
export function schemaFields(schema: unknown): ResourceMapperField[] {
	if (!isObject(schema) || !isObject(schema.properties)) return [];
	const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
	return Object.entries(schema.properties).map(([id, definition]) => {
		const property = isObject(definition) ? definition : {};
		const choices = Array.isArray(property.enum) ? (property.enum as unknown[]) : undefined;
		const field = inputField(id, choices ? 'options' : mapperType(property), {
			required: required.includes(id),
			displayName: typeof property.title === 'string' ? property.title : id,
		});
		return {
			...field,
			options: choices?.map((choice) => ({ name: String(choice), value: choice as string })),
		};
	});
}

function mapperType({ type, format }: Row): FieldType {
	if (format === 'date-time') return 'dateTime';
	const name = Array.isArray(type) ? (type as unknown[]).find((entry) => entry !== 'null') : type;
	return ownValue(MAPPER_TYPES, name) ?? 'string';
}
