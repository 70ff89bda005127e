import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field, Place, TypedField } from './types';

/** What the value of a parameter is, by its type; of a dropdown, one of its choices. */
export type ValueOf<Property extends INodeProperties> = Property extends { type: 'boolean' }
	? boolean
	: Property extends { type: 'number' }
		? number
		: Property extends { type: 'options'; options: Array<infer Option> }
			? Extract<Option, { value: unknown }>['value']
			: Property extends { type: 'string' | 'resourceLocator' }
				? string
				: Property extends { type: 'collection' | 'fixedCollection' | 'resourceMapper' }
					? IDataObject
					: unknown;

/** `agentId` → `agent_id`: parameters carry the wire's names in camelCase. */
export function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const inPlace =
	(place: Place) =>
	<const Property extends INodeProperties>(
		property: Property,
		wireName = place === 'path' ? property.name : snakeCase(property.name),
	): TypedField<ValueOf<Property>> => ({
		property,
		place,
		wireName,
	});

/** A field whose value is a segment of the path. */
export const pathField = inPlace('path');
/** A field whose value is a query parameter; an empty one is not sent. */
export const queryField = inPlace('query');
/** A field whose value is a key of the body. */
export const bodyField = inPlace('body');
/** A field that only the operation's own code reads. */
export const localField = inPlace('local');

const localFieldIn =
	(inCollection: string) =>
	<const Property extends INodeProperties>(property: Property): TypedField<ValueOf<Property>> => ({
		...localField(property),
		inCollection,
	});

/** A field of the Options collection that only the operation's own code reads. */
export const optionField = localFieldIn('options');
/** A field of the Additional Fields collection that only the operation's own code reads. */
export const additionalField = localFieldIn('additionalFields');

/** Stands in a dropdown for a value that the dropdown lacks. */
const OTHER = '__other';

/**
 * A choice whose known values are not all that exist: the dropdown with the entry Other, and the text field that Other
 * brings up. Both go by the same wire name.
 */
export function openChoice(field: Field): [Field, Field] {
	const { displayName, name, options = [], required, placeholder, displayOptions } = field.property;
	const other = { name: 'Other', value: OTHER, description: 'A value that is not in this list' };
	const custom: INodeProperties = {
		displayName: `Custom ${displayName}`,
		name: `custom${name[0].toUpperCase()}${name.slice(1)}`,
		type: 'string',
		required,
		default: '',
		placeholder,
		displayOptions: { ...displayOptions, show: { ...displayOptions?.show, [name]: [OTHER] } },
		description: `The ${displayName.toLowerCase()}, written as PromptRails knows it`,
	};
	return [
		{ ...field, property: { ...field.property, options: [...options, other] }, placeholderValue: OTHER },
		{ ...field, property: custom },
	];
}

/** Makes a collection of optional fields, sorted by label. */
export const collection =
	(displayName: string, name: string, placeholder: string) =>
	(fields: Field[]): Field => {
		const children = [...fields].sort((a, b) => a.property.displayName.localeCompare(b.property.displayName));
		const options = children.map((child) => child.property);
		return {
			...localField({ displayName, name, type: 'collection', placeholder, default: {}, options }),
			children,
		};
	};

/** The collection of an operation's optional fields. */
export const additionalFields = collection('Additional Fields', 'additionalFields', 'Add Field');
/** The collection of a list's filters. */
export const filters = collection('Filters', 'filters', 'Add Filter');
/** The collection of settings that change how the node works, not what it asks for. */
export const options = collection('Options', 'options', 'Add Option');
