import {
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import { asMarkdown, parameterTable } from './parameterTable';

/** Method and path of an operation, by the names that it has in the node. */
export type Endpoint = (resource: string | undefined, operation: string) => string | undefined;

/** What the dropdowns themselves are called, and what n8n adds to polling triggers. */
const NOT_DOCUMENTED = ['resource', 'operation', 'pollTimes'];

/** The reference page of a node, in Markdown, from its built description. */
export function nodePage(description: INodeTypeDescription, endpoint: Endpoint): string {
	const { displayName } = description;
	const properties = newestOf(description);
	const common = commonOptions(properties);
	const parts = [
		`# ${displayName}`,
		'<!-- Generated from the built node by `npm run docs`: do not edit. -->',
		`${asMarkdown(description.description)}.`,
		pictureOf(displayName),
		outputsOf(description),
		...operationsOf(properties, common, endpoint),
		...(common.length > 0
			? ['## Options of every operation', parameterTable(common.map((option) => ({ ...option })))]
			: []),
	];
	return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The parameters without those that only older versions of the node have. */
function newestOf(description: INodeTypeDescription): INodeProperties[] {
	const typeVersion = Math.max(...[description.version].flat());
	return description.properties.filter((property) => {
		const show = { '@version': property.displayOptions?.show?.['@version'] };
		const ofVersion = { ...property, displayOptions: show['@version'] ? { show } : {} };
		return NodeHelpers.displayParameter({}, ofVersion, { typeVersion }, description);
	});
}

/** The node's panel, as `npm run screenshots` takes it, for light and dark pages. */
function pictureOf(displayName: string): string {
	const path = `../screenshots/${fileNameOf(displayName)}`;
	return [
		'<picture>',
		`  <source media="(prefers-color-scheme: dark)" srcset="${path}-dark.png">`,
		`  <img alt="The panel of ${displayName}" src="${path}.png">`,
		'</picture>',
	].join('\n');
}

/** `PromptRails Event Trigger` → `event-trigger` */
export function fileNameOf(displayName: string): string {
	return displayName
		.replace(/^PromptRails /, '')
		.toLowerCase()
		.replace(/ /g, '-');
}

function outputsOf({ outputNames = [] }: INodeTypeDescription): string {
	return outputNames.length > 1 ? `Outputs: ${outputNames.join(', ')}.` : '';
}

function operationsOf(
	properties: INodeProperties[],
	common: INodeProperties[],
	endpoint: Endpoint,
): string[] {
	const dropdowns = properties.filter(({ name }) => name === 'operation');
	if (dropdowns.length === 0) return [...noticesOf(properties), '## Fields', tableOf(properties, common)];
	return dropdowns.flatMap((dropdown) => {
		const [resource] = (dropdown.displayOptions?.show?.resource ?? []) as string[];
		const operations = (dropdown.options ?? []) as INodePropertyOptions[];
		const title = resource === undefined ? 'Operations' : labelOf(properties, resource);
		return [
			`## ${title}`,
			...operations.flatMap(({ name, value, description = '' }) => {
				const shown = properties.filter((property) => belongsTo(property, resource, String(value)));
				const request = endpoint(resource, String(value));
				return [
					`### ${title === 'Operations' ? name : `${title}: ${name}`}`,
					`${asMarkdown(description).replace(/\.$/, '')}.${request ? ` \`${request}\`` : ''}`,
					...noticesOf(shown),
					tableOf(shown, common),
				];
			}),
		];
	});
}

function labelOf(properties: INodeProperties[], resource: string): string {
	const choices = (properties.find(({ name }) => name === 'resource')?.options ??
		[]) as INodePropertyOptions[];
	return choices.find(({ value }) => value === resource)?.name ?? resource;
}

function belongsTo(
	{ displayOptions }: INodeProperties,
	resource: string | undefined,
	operation: string,
): boolean {
	const { resource: resources, operation: operations } = displayOptions?.show ?? {};
	return (
		(resource === undefined || (resources ?? []).includes(resource)) && (operations ?? []).includes(operation)
	);
}

function noticesOf(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ type }) => ['notice', 'callout'].includes(type))
		.map(({ displayName }) => `> ${asMarkdown(displayName)}`);
}

function tableOf(properties: INodeProperties[], common: INodeProperties[]): string {
	const isCommon = (option: INodeProperties): boolean =>
		common.some(({ name, default: usual }) => name === option.name && usual === option.default);
	const own = properties
		.filter(({ name }) => !NOT_DOCUMENTED.includes(name))
		.map((property) =>
			property.name === 'options'
				? { ...property, options: innerOf(property).filter((option) => !isCommon(option)) }
				: property,
		);
	return parameterTable(own);
}

const innerOf = ({ options = [] }: INodeProperties): INodeProperties[] => options as INodeProperties[];

/** The entries that the Options of all operations share: described once a page, and again where the default differs. */
function commonOptions(properties: INodeProperties[]): INodeProperties[] {
	const collections = properties.filter(({ name }) => name === 'options').map(innerOf);
	const [first = [], ...others] = collections;
	if (others.length === 0) return [];
	return first.filter(({ name }) =>
		others.every((options) => options.some((option) => option.name === name)),
	);
}
