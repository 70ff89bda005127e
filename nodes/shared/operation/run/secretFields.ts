import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { isObject } from '../../values';
import type { Field } from '../model/types';

/** A field, or a group of fields. */
type Part = INodeProperties | INodePropertyCollection | INodePropertyOptions;

/**
 * The secrets in the value of a parameter: what stands in fields that n8n shows as passwords.
 * @param path where the value was read, such as `additionalFields.secret`; the value may be a whole collection
 * @param fields the fields of the operation
 */
export function secretsAt(path: string, value: unknown, fields: Field[]): string[] {
	const [first, ...rest] = path.split('.');
	const root = fields.find(({ property }) => property.name === first)?.property;
	const part = rest.reduce<Part | undefined>(
		(outer, name) => partsOf(outer).find((inner) => inner.name === name),
		root,
	);
	return part ? secretsIn(part, value) : [];
}

function secretsIn(part: Part, value: unknown): string[] {
	if ('typeOptions' in part && part.typeOptions?.password) return typeof value === 'string' ? [value] : [];
	const inner = partsOf(part);
	if (inner.length === 0) return [];
	const rows = (Array.isArray(value) ? (value as unknown[]) : [value]).filter(isObject);
	return rows.flatMap((row) => inner.flatMap((one) => secretsIn(one, row[one.name])));
}

/** The fields of a collection, the groups of a fixed collection, or the fields of such a group. */
function partsOf(part: Part | undefined): Part[] {
	if (!part) return [];
	if ('values' in part) return part.values;
	const isCollection = 'type' in part && ['collection', 'fixedCollection'].includes(part.type);
	return isCollection ? (part.options ?? []) : [];
}
