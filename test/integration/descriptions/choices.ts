import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What users can choose in a dropdown. */
export const choices = ({ options = [] }: INodeProperties): INodePropertyOptions[] =>
	options.filter((option): option is INodePropertyOptions => 'value' in option);

/** The dropdowns whose choices n8n lists as actions: those of the choices of the resource, where there is one, shown or not. */
export function offeredAsActions(properties: INodeProperties[]): INodeProperties[] {
	const dropdowns = properties.filter(({ name }) => name === 'operation');
	const resource = properties.find(({ name }) => name === 'resource');
	if (!resource) return dropdowns.slice(0, 1);
	const resources = choices(resource);
	return resources.flatMap(({ value }) => {
		const isShown = ({ displayOptions }: INodeProperties) =>
			displayOptions?.show?.resource?.includes(value) ?? resources.length === 1;
		return dropdowns.find(isShown) ?? [];
	});
}
