import type { INodeProperties } from 'n8n-workflow';

import type { Field, Place } from './types';

/** `agentId` → `agent_id`: parameters carry the wire's names in camelCase. */
export function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const inPlace =
	(place: Place) =>
	(
		property: INodeProperties,
		wireName = place === 'path' ? property.name : snakeCase(property.name),
	): Field => ({
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

const collection =
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
