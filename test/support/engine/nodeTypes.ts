import './environment';

import { PackageDirectoryLoader } from 'n8n-core';
import {
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
	NodeConnectionTypes,
	NodeHelpers,
} from 'n8n-workflow';
import { resolve } from 'node:path';

const PACKAGE_ROOT = resolve(__dirname, '../../..');

/** Hands out the items that a test wants to feed in. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: 'Emits given items',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: [] }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// As they are: n8n would evaluate data that looks like an expression, as it does in parameters only.
		const items = this.getNodeParameter('items', 0, [], { rawExpressions: true }) as INodeExecutionData[];
		return [structuredClone(items)];
	},
};

/** Takes what it is given, and passes it on. */
const next: INodeType = {
	description: {
		displayName: 'Next',
		name: 'next',
		group: ['transform'],
		version: 1,
		description: 'Passes its input on',
		defaults: { name: 'Next' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	},
};

const AT_ONCE = 10;

/** Asks for one address an item by n8n's helper, and does no more: what a request costs in n8n itself. */
const request: INodeType = {
	description: {
		displayName: 'Request',
		name: 'request',
		group: ['input'],
		version: 1,
		description: 'Calls the request helper',
		defaults: { name: 'Request' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'promptRailsApi', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { httpRequestWithAuthentication } = this.helpers;
		const answers: INodeExecutionData[] = [];
		const left = [...this.getInputData().keys()];
		const slot = async (): Promise<void> => {
			for (let index = left.shift(); index !== undefined; index = left.shift()) {
				const options = { url: this.getNodeParameter('url', index) as string, json: true };
				const json = (await httpRequestWithAuthentication.call(
					this,
					'promptRailsApi',
					options,
				)) as IDataObject;
				answers[index] = { json, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, slot));
		return [answers];
	},
};

const OURS: Record<string, INodeType> = { start, next, request };

/** Our built package, loaded as n8n loads it from disk, plus nodes of the harness. */
export interface LoadedPackage {
	nodeTypes: INodeTypes;
	credential: (name: string) => ICredentialType;
}

let loading: Promise<LoadedPackage> | undefined;

/** Loads the built package once. Throws when dist/ is missing: run the build first. */
export function loadPackage(): Promise<LoadedPackage> {
	loading ??= load();
	return loading;
}

async function load(): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(PACKAGE_ROOT);
	await loader.loadAll();
	return packageOf(
		(name) => loader.getNode(name).type,
		(name) => loader.getCredential(name).type,
	);
}

/** A package for the engine, with what finds its nodes and its credentials by their names without the prefix. */
export function packageOf(
	node: (name: string) => INodeType | IVersionedNodeType,
	credential: LoadedPackage['credential'],
): LoadedPackage {
	const byName = (type: string): INodeType | IVersionedNodeType => {
		const name = type.replace(/^n8n-nodes-promptrails\./, '');
		return OURS[name] ?? node(name);
	};
	return {
		nodeTypes: {
			getByName: byName,
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(byName(type), version),
			getKnownTypes: () => ({}),
		},
		credential,
	};
}
