import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { PromptRailsApi } from '../../credentials/PromptRailsApi.credentials';
import { allOperations, contracts } from '../contracts';
import publicNames from '../contract.json';
import { choices, offeredAsActions } from './descriptions/choices';
import { isTitleCase, saysTheSame } from './descriptions/labels';
import { allParameters, isReachable, type Parameter } from './descriptions/parameters';
import { loadPackage } from '../support/engine/nodeTypes';
import SEARCHES from './descriptions/searches.json';

const ROOT = resolve(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[] };
};
const FILES = manifest.n8n.nodes.map((file) => join(ROOT, file));

/** The ten that n8n documents for community nodes, as they were in November 2026. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

/** Nodes that are connected to an AI node of n8n, and do not stand in the row of nodes. */
const SUB_NODES = ['promptRailsChatMemory', 'promptRailsChatModel'];
/** Dropdowns and containers that say by themselves what they are for. */
const SELF_EXPLAINING = ['resource', 'operation', 'triggerOn', 'additionalFields', 'filters', 'options'];
/** Labels that are names, whatever their value is. */
const NAMES = ['Microsoft SQL Server'];

/** `dist/nodes/Agent/PromptRailsAgent.node.js` → `promptRailsAgent` */
function nodeName(file: string): string {
	const className = file.split('/').pop()?.split('.')[0] ?? '';
	return className.charAt(0).toLowerCase() + className.slice(1);
}

async function describedBy(name: string): Promise<INodeTypeDescription> {
	const { nodeTypes } = await loadPackage();
	return (nodeTypes.getByNameAndVersion(name) as INodeType).description;
}

const isNotice = ({ property }: Parameter): boolean => ['notice', 'callout'].includes(property.type);
const isDropdown = ({ type }: INodeProperties): boolean => ['options', 'multiOptions'].includes(type);

/** What identifies a parameter in a failure: its path and what its operation is. */
function nameOf({ path, root }: Parameter): string {
	const { resource = [], operation = [] } = root.displayOptions?.show ?? {};
	return [...resource, ...operation, path].join(' ');
}

/** Names of the parameters that break a rule. */
const offending = (parameters: Parameter[], breaks: (parameter: Parameter) => boolean): string[] =>
	parameters.filter(breaks).map(nameOf);

test('the package, its credential and its triggers have the names that never change', async () => {
	const { name, n8n } = manifest;
	expect(name).toBe(publicNames.package);
	const credential = new PromptRailsApi();
	expect(credential.name).toBe(publicNames.credential.name);
	expect(credential.properties.map((property) => property.name)).toEqual(publicNames.credential.fields);
	const triggers = n8n.nodes.map(nodeName).filter((node) => node.endsWith('Trigger'));
	expect(triggers.sort()).toEqual([...publicNames.triggers].sort());
});

describe.each(FILES.map((file) => [nodeName(file), file] as const))('%s', (name, file) => {
	const isAction = !name.endsWith('Trigger') && !SUB_NODES.includes(name);
	let description: INodeTypeDescription;
	let parameters: Parameter[];
	beforeAll(async () => {
		description = await describedBy(name);
		parameters = allParameters(description);
	});

	if (isAction) {
		test('offers exactly the operations of the contracts', () => {
			const offered = description.properties
				.filter((property) => property.name === 'operation')
				.flatMap((dropdown) =>
					choices(dropdown).map(({ value }) => [
						(dropdown.displayOptions?.show?.resource?.[0] as string | undefined) ?? null,
						value,
					]),
				);
			const wanted = allOperations
				.filter(({ node }) => node === name)
				.map(({ resource, operation }) => [resource, operation]);
			expect(offered.map(String).sort()).toEqual(wanted.map(String).sort());
		});

		test("offers every operation as an action in n8n's node creator", () => {
			const dropdowns = description.properties.filter((property) => property.name === 'operation');
			const actions = (of: INodeProperties[]) => of.flatMap(choices).map(({ action }) => String(action));
			expect(actions(offeredAsActions(description.properties)).sort()).toEqual(actions(dropdowns).sort());
		});

		test('can be used as a tool', () => expect(description.usableAsTool).toBe(true));
	}

	test('has no parameter that cannot be reached', () => {
		expect(offending(parameters, (parameter) => !isReachable(parameter, description))).toEqual([]);
	});

	test('describes every parameter by more than its label', () => {
		const isBare = ({ property }: Parameter) =>
			!property.description || saysTheSame(property.description, property.displayName);
		const own = parameters.filter((one) => !isNotice(one) && !SELF_EXPLAINING.includes(one.property.name));
		expect(offending(own, isBare)).toEqual([]);
	});

	test('describes every choice that its label does not explain', () => {
		const unclear = parameters.flatMap((parameter) =>
			isDropdown(parameter.property) && parameter.path !== 'resource'
				? choices(parameter.property)
						.filter((choice) => !choice.description && !NAMES.includes(choice.name))
						.filter((choice) => !saysTheSame(choice.name, String(choice.value)))
						.map((choice) => `${nameOf(parameter)}: ${choice.name}`)
				: [],
		);
		expect(unclear).toEqual([]);
	});

	test('names every action once', () => {
		const actions = description.properties
			.filter((property) => property.name === 'operation')
			.flatMap((dropdown) => choices(dropdown).map(({ action }) => action));
		expect(actions).not.toContain(undefined);
		expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
	});

	test('sorts its choices and its collections', () => {
		const names = ({ property }: Parameter): string[] =>
			property.type === 'collection'
				? (property.options ?? []).map((option) => (option as INodeProperties).displayName)
				: choices(property).flatMap((choice) => (choice.name === 'Other' ? [] : [choice.name]));
		const isUnsorted = (parameter: Parameter) => {
			const given = names(parameter);
			return String(given) !== String([...given].sort((a, b) => a.localeCompare(b)));
		};
		// n8n asks for that of lists that are written out, from five choices on. These come by use instead.
		const isByUse = ({ property }: Parameter) =>
			['resource', 'operation', 'sessionMode'].includes(property.name);
		const lists = parameters.filter(({ property }) => isDropdown(property) || property.type === 'collection');
		expect(
			offending(
				lists.filter((one) => !isByUse(one)),
				isUnsorted,
			),
		).toEqual([]);
	});

	if (isAction) {
		test('shows first what people come for, and last what deletes or what one generation of the API has', () => {
			const lists = description.properties.filter((property) => property.name === 'operation');
			const values = lists.map((dropdown) => choices(dropdown).map(({ value }) => String(value)));
			expect(lists.map(({ default: first }) => first)).toEqual(values.map(([first]) => first));
			expect(values.filter(([first]) => first === 'delete')).toEqual([]);
			const isNewer = (resource: unknown, value: string): number =>
				Number(
					contracts[2].some(
						(one) => String([one.node, one.resource, one.operation]) === String([name, resource, value]),
					),
				);
			const later = lists.map((dropdown, index) =>
				values[index].slice(1).map((value) => {
					const resource = dropdown.displayOptions?.show?.resource?.[0] ?? null;
					return 2 * isNewer(resource, value) + Number(['cancel', 'delete'].includes(value));
				}),
			);
			expect(later).toEqual(later.map((ranks) => [...ranks].sort()));
		});
	}

	test('writes its labels in Title Case', () => {
		const labels = parameters
			.filter((one) => !isNotice(one))
			.flatMap(({ property }) => [
				property.displayName,
				...(isDropdown(property) ? choices(property).map((choice) => choice.name) : []),
			]);
		expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
	});

	test('begins its examples with "e.g.", and its buttons with "Add"', () => {
		const start = ({ property }: Parameter) =>
			['collection', 'fixedCollection'].includes(property.type) ? /^Add [A-Z]/ : /^e\.g\. ./;
		const given = parameters.filter(({ property }) => property.placeholder !== undefined);
		expect(offending(given, (one) => !start(one).test(one.property.placeholder ?? ''))).toEqual([]);
	});

	test("gives the example below a JSON editor that starts empty, where n8n's editor shows no placeholder", () => {
		const empty = parameters.filter(({ property }) => property.type === 'json' && property.default === '');
		const hasNone = ({ property: { placeholder = '', hint = '' } }: Parameter) =>
			!hint.includes(placeholder.replace('e.g. ', '<code>'));
		expect(offending(empty, hasNone)).toEqual([]);
	});

	test('gives one name one type, so that a value survives a change of the operation', () => {
		const types = new Map<string, Set<string>>();
		for (const { path, property } of parameters) {
			types.set(path, (types.get(path) ?? new Set()).add(property.type));
		}
		expect([...types].filter(([, used]) => used.size > 1)).toEqual([]);
	});

	test('has an icon for light and one for dark', () => {
		// n8n's loader turns the paths of the files into addresses, from the package's folder on.
		const { light, dark } = description.iconUrl as { light: string; dark: string };
		expect(light).not.toBe(dark);
		const folder = 'icons/n8n-nodes-promptrails/';
		for (const url of [light, dark]) expect(existsSync(join(ROOT, url.replace(folder, '')))).toBe(true);
	});

	test('can be found in the node creator', () => {
		const codex = JSON.parse(readFileSync(file.replace(/\.js$/, '.json'), 'utf8')) as {
			node: string;
			categories: string[];
			subcategories?: Record<string, string[]>;
			alias: string[];
			resources: Record<string, Array<{ url: string }>>;
		};
		expect(codex.node).toBe(`n8n-nodes-promptrails.${name}`);
		expect(codex.categories).not.toHaveLength(0);
		if (SUB_NODES.includes(name)) {
			// By these n8n offers it at the inputs of its AI nodes.
			expect(codex.categories).toEqual(['AI']);
			expect(codex.subcategories?.AI).not.toHaveLength(0);
		} else {
			expect(codex).not.toHaveProperty('subcategories');
			expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
		}
		expect(codex.alias).toContain('PromptRails');
		expect(new Set(codex.alias).size).toBe(codex.alias.length);
		const findable = [description.displayName, ...codex.alias].join('\n').toLowerCase();
		const resources = parameters
			.filter(({ path }) => path === 'resource')
			.flatMap((one) => choices(one.property));
		expect(resources.filter((resource) => !findable.includes(resource.name.toLowerCase()))).toEqual([]);
		for (const { url } of Object.values(codex.resources).flat()) expect(url).toMatch(/^https:\/\//);
	});

	test('has the words that people search for it by', () => {
		const { alias } = JSON.parse(readFileSync(file.replace(/\.js$/, '.json'), 'utf8')) as { alias: string[] };
		const findable = [description.displayName, ...alias].map((each) => each.toLowerCase());
		const searches = Object.entries(SEARCHES).filter(([, node]) => node.toLowerCase() === name.toLowerCase());
		const words = ['prompt rails', ...searches.map(([query]) => query)];
		expect(words.filter((query) => !findable.some((each) => each.includes(query)))).toEqual([]);
	});

	test("says to n8n's AI builder when to take it, and which nodes go with it", () => {
		const { searchHint, relatedNodes = [] } = description.builderHint ?? {};
		expect(searchHint).toMatch(/^[A-Z].+\.$/);
		const own = FILES.map((each) => `${manifest.name}.${nodeName(each)}`);
		expect(relatedNodes).not.toHaveLength(0);
		expect(relatedNodes.map(({ nodeType }) => nodeType)).not.toContain(`${manifest.name}.${name}`);
		const unknown = relatedNodes.filter(
			({ nodeType }) => nodeType.startsWith(manifest.name) && !own.includes(nodeType),
		);
		expect(unknown).toEqual([]);
	});

	test("has its own page behind the editor's Docs link", () => {
		const codex = JSON.parse(readFileSync(file.replace(/\.js$/, '.json'), 'utf8')) as {
			resources: { primaryDocumentation: Array<{ url: string }> };
		};
		const [{ url }] = codex.resources.primaryDocumentation;
		expect(url).toContain('/blob/main/docs/nodes/');
		const page = readFileSync(join(ROOT, url.split('/blob/main/')[1]), 'utf8');
		expect(page).toMatch(new RegExp(`^# ${description.displayName}\\n`));
	});
});
