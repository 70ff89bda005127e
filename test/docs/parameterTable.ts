import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { table } from '../support/table';

/** How the editor's kinds of parameters are called in the documents. */
const KINDS: Record<string, string> = {
	boolean: 'Switch',
	collection: 'Group',
	dateTime: 'Date and time',
	fixedCollection: 'Rows',
	json: 'JSON',
	multiOptions: 'Several of a list',
	number: 'Number',
	options: 'One of a list',
	resourceLocator: 'List or ID',
	resourceMapper: 'Fields',
	string: 'Text',
};

/** A Markdown table of parameters, those inside collections under the name of their collection. */
export function parameterTable(properties: INodeProperties[]): string {
	const rows = properties.flatMap((property) => rowsOf(property, [properties]));
	if (rows.length === 0) return '';
	return table([['Field', 'Kind', 'Default', 'What it is for'], ...rows.map((cells) => cells.map(asCell))]);
}

/** Markdown for a text of the editor, where only links are marked up. */
export function asMarkdown(html: string): string {
	return html
		.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<br\s*\/?>/g, ' ')
		.replace(/<\/?(?:b|strong)>/g, '**')
		.replace(/<\/?(?:i|em)>/g, '_')
		.replace(/<\/?code>/g, '`')
		.trim();
}

/**
 * @param lists the parameters beside it, then those beside its parents: conditions name parameters among them
 */
function rowsOf(property: INodeProperties, lists: INodeProperties[][], parents: string[] = []): string[][] {
	if (['notice', 'callout', 'hidden'].includes(property.type)) return [];
	const names = [...parents, property.displayName];
	const inside = (list: INodeProperties[]) => list.flatMap((inner) => rowsOf(inner, [list, ...lists], names));
	if (property.type === 'collection') return inside((property.options ?? []) as INodeProperties[]);
	const own = [
		names.join(' › '),
		KINDS[property.type] ?? property.type,
		defaultOf(property),
		purposeOf(property, lists.flat()),
	];
	return [own, ...(property.type === 'fixedCollection' ? inside(columnsOf(property)) : [])];
}

function columnsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return (options as INodePropertyCollection[]).flatMap(({ values }) => values);
}

function purposeOf(property: INodeProperties, others: INodeProperties[]): string {
	const { description = '', required, displayOptions, type } = property;
	const sentences = [
		required ? '**Required.**' : '',
		ended(asMarkdown(description)),
		['options', 'multiOptions'].includes(type) ? choicesOf(property) : '',
		conditionOf(displayOptions?.show ?? {}, others),
	];
	return sentences.filter(Boolean).join(' ');
}

function ended(sentence: string): string {
	return sentence === '' || /[.!?:]$/.test(sentence) ? sentence : `${sentence}.`;
}

function choicesOf({ options = [] }: INodeProperties): string {
	const choices = options as INodePropertyOptions[];
	const described = choices.map(({ name, description }) =>
		description ? `_${name}_ (${asMarkdown(description)})` : `_${name}_`,
	);
	return choices.length === 0 ? '' : `Choices: ${described.join(', ')}.`;
}

function conditionOf(show: Record<string, unknown[] | undefined>, others: INodeProperties[]): string {
	const conditions = Object.entries(show)
		// Newer versions of a node: those that the documentation is about.
		.filter(([name]) => !name.startsWith('@'))
		.filter(([name]) => !['resource', 'operation'].includes(name))
		.map(([path, values = []]) => {
			const asked = others.filter(({ name }) => name === path.replace(/^\//, ''));
			const labels = values.map((value) => valueLabel(value, asked));
			return `_${asked[0]?.displayName ?? path}_ is ${labels.join(' or ')}`;
		});
	return conditions.length === 0 ? '' : `Shown when ${conditions.join(' and ')}.`;
}

/** How the editor shows a value of a parameter, which may be there once an operation. */
function valueLabel(value: unknown, parameters: INodeProperties[]): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const choices = parameters.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
	return `_${choices.find((choice) => choice.value === value)?.name ?? String(value)}_`;
}

function defaultOf({ default: value, options = [] }: INodeProperties): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return '';
	const choice = (options as INodePropertyOptions[]).find((option) => option.value === value);
	return choice ? `_${choice.name}_` : `\`${value}\``;
}

function asCell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}
