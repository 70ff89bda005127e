import './environment';

import { WorkflowExecute } from 'n8n-core';
import {
	type ExecutionError,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type OnError,
	type StructuredChunk,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { refuseLeaks } from './leaks';
import { loadPackage } from './nodeTypes';

const NODE_NAME = 'Under Test';
const TO_NODE = { node: NODE_NAME, type: 'main', index: 0 } as const;

/** A node, and what to feed it. */
export interface NodeRun {
	/** Name without the package's prefix. */
	type: string;
	parameters: INodeParameters;
	/** The JSON of the input items; one empty item unless given. */
	items?: IDataObject[];
	/** Files that come with every input item. */
	binary?: IBinaryKeyData;
	credential: ICredentialDataDecryptedObject;
	onError?: OnError;
	/** What else is set for the node, such as Retry On Fail. */
	settings?: Partial<INode>;
	/** Of the workflow; UTC unless given. */
	timezone?: string;
	/** Whether the first output of the node leads back to its input. */
	loopBack?: boolean;
	/** How often the Start node hands its items to the node: each makes a run of its own, like the rounds of a loop. */
	rounds?: number;
	/** Makes n8n stream, and receives what the node sends. */
	onChunk?: (chunk: StructuredChunk) => void;
	/** Called with a function that cancels the execution, once it runs. */
	onStarted?: (cancel: () => void) => void;
}

/** What came out. */
export interface NodeResult {
	/** Output items by output. */
	outputs: INodeExecutionData[][];
	/** The JSON of the first output. */
	json: IDataObject[];
	error?: ExecutionError;
	run: IRun;
}

/** Runs Start → node in n8n-core's own engine, in this process, over the built package; no secret may come out. */
export async function runNode(options: NodeRun): Promise<NodeResult> {
	const loaded = await loadPackage();
	const workflow = new Workflow({
		id: 'harness',
		active: false,
		settings: { timezone: options.timezone ?? 'UTC' },
		nodeTypes: loaded.nodeTypes,
		nodes: [
			{
				id: 'start',
				name: 'Start',
				type: 'start',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					items: (options.items ?? [{}]).map((json) => ({
						json,
						...(options.binary ? { binary: options.binary } : {}),
					})),
				} as unknown as INodeParameters,
			},
			{
				id: 'node',
				name: NODE_NAME,
				type: `n8n-nodes-promptrails.${options.type}`,
				typeVersion: 1,
				position: [200, 0],
				parameters: options.parameters,
				credentials: { promptRailsApi: { id: '1', name: 'PromptRails' } },
				...(options.onError ? { onError: options.onError } : {}),
				...options.settings,
			},
		],
		connections: {
			Start: { main: [Array.from({ length: options.rounds ?? 1 }, () => TO_NODE)] },
			...(options.loopBack ? { [NODE_NAME]: { main: [[TO_NODE]] } } : {}),
		},
	});
	const chunks: StructuredChunk[] = [];
	const onChunk =
		options.onChunk &&
		((chunk: StructuredChunk) => {
			chunks.push(chunk);
			options.onChunk?.(chunk);
		});
	const execution = new WorkflowExecute(additionalData(loaded, options.credential, onChunk), 'manual').run({
		workflow,
		startNode: workflow.getNode('Start') ?? undefined,
	});
	options.onStarted?.(() => execution.cancel());
	const run = await execution;
	const { runData, error } = run.data.resultData;
	refuseLeaks(`What came of ${options.type}`, { ran: runData[NODE_NAME], error, chunks }, options);
	const outputs = (run.data.resultData.runData[NODE_NAME]?.[0]?.data?.main ?? []).map((items) => items ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map((item) => item.json),
		error: run.data.resultData.error,
		run,
	};
}
