import './environment';

import { PackageDirectoryLoader } from 'n8n-core';
import {
	type ICredentialType,
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

const OURS: Record<string, INodeType> = { start, next };

/** Our built package, loaded as n8n loads it from disk, plus the Start node. */
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
	const byName = (type: string): INodeType | IVersionedNodeType =>
		OURS[type] ?? node(type.replace(/^n8n-nodes-promptrails\./, ''));
	return {
		nodeTypes: {
			getByName: byName,
			getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(byName(type), version),
			getKnownTypes: () => ({}),
		},
		credential,
	};
}
