import type { ResourceMapperField } from 'n8n-workflow';

import { type InputField, inputField, type WireType } from '../model/inputField';
import { isObject, type Row } from '../../values';
import { SchemaReader, type Shape, type ShapeType } from './schemaShape';

/** How the editor shows a value of a type, and what it leaves open. */
type Shown = [type: ResourceMapperField['type'], wireType?: WireType];

const BY_TYPE: Record<ShapeType, Shown> = {
	string: ['string'],
	number: ['number'],
	integer: ['number', 'integer'],
	boolean: ['boolean'],
	array: ['array'],
	object: ['object'],
	scalar: ['string', 'scalar'],
	json: ['object', 'json'],
};

/** Texts that are more than any text. */
const BY_FORMAT: Record<string, Shown> = {
	date: ['dateTime', 'date'],
	'date-time': ['dateTime'],
	time: ['time'],
	email: ['string', 'line'],
	hostname: ['string', 'line'],
	uri: ['string', 'line'],
	url: ['string', 'line'],
	uuid: ['string', 'line'],
};

/**
 * The fields that the schema of an input declares, in their order: a JSON schema of any draft, or a list of `parameters`.
 * @returns none where it is no such schema; a field that it does not describe takes any JSON
 */
export function schemaFields(given: unknown): InputField[] {
	const schema = asSchema(given);
	if (!isObject(schema)) return [];
	const reader = new SchemaReader(schema);
	if (Array.isArray(schema.parameters)) {
		return schema.parameters
			.filter((row): row is Row => isObject(row) && typeof row.name === 'string' && row.name !== '')
			.map((row) =>
				field(String(row.name), row, reader.shapeOf(isObject(row.schema) ? row.schema : row), []),
			);
	}
	const { properties = {}, required = [] } = reader.shapeOf(schema);
	return Object.entries(properties).map(([id, property]) =>
		field(id, property, reader.shapeOf(property), required),
	);
}

/** The schema itself, where it comes as text or wrapped as tools for models wrap it. */
function asSchema(given: unknown): unknown {
	if (typeof given === 'string') {
		try {
			return asSchema(JSON.parse(given));
		} catch {
			return undefined;
		}
	}
	if (!isObject(given) || isObject(given.properties)) return given;
	const inner = [given.schema, given.json_schema, given.parameters].find(isObject);
	return inner === undefined ? given : asSchema(inner);
}

/** Some schemas say `required` at the property itself. */
function field(id: string, property: unknown, shape: Shape, required: string[]): InputField {
	const { choices, format = '' } = shape;
	const { required: own, title } = isObject(property) ? property : {};
	const isText = shape.type === 'string' && Object.hasOwn(BY_FORMAT, format);
	const [type, wireType] = choices
		? (['options'] as Shown)
		: isText
			? BY_FORMAT[format]
			: BY_TYPE[shape.type];
	const defaultValue = shownDefault(shape);
	return inputField(id, type, {
		required: required.includes(id) || own === true,
		...(typeof title === 'string' && title !== '' ? { displayName: title } : {}),
		...(choices ? { options: choices } : {}),
		...(defaultValue === undefined ? {} : { defaultValue }),
		...(wireType === undefined ? {} : { wireType }),
	});
}

/** A default as the editor takes it: lists and objects as JSON text. */
function shownDefault({ default: value }: Shape): InputField['defaultValue'] {
	if (value === undefined || value === null) return undefined;
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? value
		: JSON.stringify(value);
}
