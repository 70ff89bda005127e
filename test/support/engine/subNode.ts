import './environment';

import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteData,
	type INode,
	type INodeParameters,
	type IRunExecutionData,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { loadPackage } from './nodeTypes';

/** A sub-node, and what feeds it. */
export interface SubNodeSetup {
	/** Name without the package's prefix. */
	type: string;
	credential: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	/** The JSON of the item that the parent works on. */
	json?: IDataObject;
	/** What n8n keeps of the workflow between executions; nothing is kept without it. */
	staticData?: IDataObject;
}

/** What one execution of n8n keeps: sub-nodes that are supplied with the same one share it. */
export function newExecution(): IRunExecutionData {
	return createRunExecutionData({});
}

/** What n8n makes for one run of the parent, and hands to each of its tries. */
export function newParentRun(): Partial<IExecuteData> {
	return {};
}

/** Asks a sub-node for what it supplies, as its parent does in an execution. */
export async function supply<T>(
	setup: SubNodeSetup,
	execution = newExecution(),
	parentRun = newParentRun(),
): Promise<T> {
	const loaded = await loadPackage();
	const node: INode = {
		id: 'node',
		name: 'Under Test',
		type: `n8n-nodes-promptrails.${setup.type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: setup.parameters,
		credentials: { promptRailsApi: { id: '1', name: 'PromptRails' } },
	};
	const { nodeTypes } = loaded;
	const workflow = new Workflow({
		id: 'harness',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		staticData: setup.staticData,
	});
	const items = [{ json: setup.json ?? {} }];
	const context = new SupplyDataContext(
		workflow,
		workflow.getNode(node.name) ?? node,
		additionalData(loaded, setup.credential),
		'manual',
		execution,
		0,
		items,
		{ main: [items] },
		NodeConnectionTypes.AiMemory,
		Object.assign(parentRun, { node, data: { main: [items] }, source: null }) as IExecuteData,
		[],
	);
	const { supplyData } = nodeTypes.getByNameAndVersion(node.type, 1);
	const supplied = await supplyData?.call(context as unknown as ISupplyDataFunctions, 0);
	return supplied?.response as T;
}
