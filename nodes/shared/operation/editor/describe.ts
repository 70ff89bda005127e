import type { INodeProperties } from 'n8n-workflow';

import { commonOptions, limitField, returnAllField, simplifyField } from '../model/commonFields';
import { options } from '../model/fields';
import type { NodeOperations, Operation, Resource } from '../model/types';
import { byUse, resourcesByUse } from './byUse';

type Show = Record<string, string[]>;

/** The parameters of a node, built from its operations: the dropdowns, then each operation's fields. */
export function nodeProperties({ resources }: NodeOperations): INodeProperties[] {
	return [...resourceDropdown(resources), ...resources.flatMap(resourceProperties)];
}

function resourceDropdown(resources: Resource[]): INodeProperties[] {
	const choices = resourcesByUse(resources).flatMap(({ name, value }) =>
		value === null ? [] : [{ name, value }],
	);
	if (choices.length === 0) return [onlyResource(resources[0])];
	const first = choices[0].value;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: choices,
			default: first,
		},
	];
}

/**
 * Stands in a tool for the dropdown that a node with one resource does not need: from resource and operation n8n makes
 * what a model reads of the tool, which would be the same for all operations otherwise. Its one choice is for n8n's node
 * creator: where there is a resource, shown or not, it lists the actions of its choices only.
 */
function onlyResource({ name }: Resource): INodeProperties {
	return {
		displayName: 'Only Resource',
		name: 'resource',
		type: 'hidden',
		options: [{ name, value: name.toLowerCase() }],
		default: name.toLowerCase(),
		displayOptions: { show: { '@tool': [true] } },
	};
}

function resourceProperties(resource: Resource): INodeProperties[] {
	const show: Show = resource.value === null ? {} : { resource: [resource.value] };
	const ofOperation = (operation: Operation): INodeProperties[] =>
		operationProperties(operation).map((property) =>
			showFor(askedLater(property), { ...show, operation: [operation.value] }),
		);
	return [operationDropdown(resource, show), ...resource.operations.flatMap(ofOperation)];
}

function operationDropdown(resource: Resource, show: Show): INodeProperties {
	const { defaultOperation } = resource;
	return showFor(
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: byUse(resource).map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
			default: defaultOperation,
		},
		show,
	);
}

/** An operation's own fields, followed by the fields of its kind. */
function operationProperties(operation: Operation): INodeProperties[] {
	const own = operation.fields.filter((field) => !field.children).map((field) => field.property);
	const collections = operation.fields.filter((field) => field.children).map((field) => field.property);
	const isList = 'result' in operation && ['paged', 'list'].includes(operation.result ?? '');
	return [
		...own,
		...(isList ? [returnAllField.property, limitField.property] : []),
		...(operation.simplify ? [simplifyField.property] : []),
		...collections,
		options([...(operation.options ?? []), ...commonOptions(operation.timeoutSeconds)]).property,
	];
}

/**
 * Where an expression decides which fields are shown, n8n shows them all and would insist on the required ones among
 * them; the item asks for those that count when it runs.
 */
function askedLater(property: INodeProperties): INodeProperties {
	return property.displayOptions ? { ...property, required: undefined } : property;
}

function showFor(property: INodeProperties, show: Show): INodeProperties {
	if (Object.keys(show).length === 0) return property;
	const { displayOptions } = property;
	return { ...property, displayOptions: { ...displayOptions, show: { ...show, ...displayOptions?.show } } };
}
