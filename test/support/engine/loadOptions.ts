import './environment';

import { LoadOptionsContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ILoadOptionsFunctions,
	type INode,
	type INodeListSearchResult,
	type INodeParameters,
	type INodeType,
	type ResourceMapperFields,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { type LoadedPackage, loadPackage } from './nodeTypes';

/** What the editor asks a node for while its panel is open. */
export interface PanelRequest {
	type: string;
	/** Where the node comes from: the built package unless given. */
	loaded?: LoadedPackage;
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
}

async function panel(request: PanelRequest): Promise<{
	context: ILoadOptionsFunctions;
	methods: NonNullable<INodeType['methods']>;
}> {
	const { type, parameters, credential } = request;
	const loaded = request.loaded ?? (await loadPackage());
	const node: INode = {
		id: 'node',
		name: 'Under Test',
		type: `n8n-nodes-promptrails.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { promptRailsApi: { id: '1', name: 'PromptRails' } },
	};
	const workflow = new Workflow({
		active: false,
		nodes: [node],
		connections: {},
		nodeTypes: loaded.nodeTypes,
	});
	const data = additionalData(loaded, credential);
	data.currentNodeParameters = parameters;
	const context = new LoadOptionsContext(workflow, node, data, '') as unknown as ILoadOptionsFunctions;
	return { context, methods: loaded.nodeTypes.getByNameAndVersion(node.type).methods ?? {} };
}

/** Calls a list search as the editor does. */
export async function searchList(
	request: PanelRequest,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { context, methods } = await panel(request);
	const search = methods.listSearch?.[method];
	if (!search) throw new Error(`No list search ${method}`);
	return await search.call(context, filter, paginationToken);
}

/** Asks for the fields of a resource mapper as the editor does. */
export async function mapperFields(request: PanelRequest, method: string): Promise<ResourceMapperFields> {
	const { context, methods } = await panel(request);
	const fields = methods.resourceMapping?.[method];
	if (!fields) throw new Error(`No resource mapper ${method}`);
	return await fields.call(context);
}
