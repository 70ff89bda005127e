import './environment';

import { parse, stringify } from 'flatted';
import { WorkflowExecute } from 'n8n-core';
import {
	type ExecutionError,
	type IBinaryKeyData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeConnections,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
	type IRunExecutionData,
	type IWorkflowSettings,
	type OnError,
	type StructuredChunk,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { refuseLeaks } from './leaks';
import { type LoadedPackage, loadPackage } from './nodeTypes';

/** Name of the node under test in its workflow. */
export const NODE_NAME = 'Under Test';
const NEXT = 'Next';
const TO_NODE = { node: NODE_NAME, type: 'main', index: 0 } as const;

const connected = (outputs: number[] = []): INodeConnections['main'] =>
	Array.from({ length: Math.max(-1, ...outputs) + 1 }, (_none, index) =>
		outputs.includes(index) ? [{ node: NEXT, type: 'main', index: 0 }] : [],
	);

/** What n8n reads from its database of a run. */
const stored = ({ data }: IRun): IRunExecutionData => parse(stringify(data)) as IRunExecutionData;

/** A node, and what to feed it. */
export interface NodeRun {
	/** Name without the package's prefix. */
	type: string;
	/** Where the node comes from: the built package unless given. */
	loaded?: LoadedPackage;
	parameters: INodeParameters;
	/** The JSON of the input items; one empty item unless given. */
	items?: IDataObject[];
	/** Files that come with every input item. */
	binary?: IBinaryKeyData;
	credential: ICredentialDataDecryptedObject;
	/** What the expressions in the credential give for an item, where it has some. */
	credentialOf?: (item: IDataObject) => ICredentialDataDecryptedObject;
	onError?: OnError;
	/** What else is set for the node, such as Retry On Fail. */
	settings?: Partial<INode>;
	/** Of the workflow; UTC unless given. */
	timezone?: string;
	/** n8n's static data of the workflow, in which the node's is changed; none is there before unless given. */
	staticData?: IDataObject;
	/** Whether the first output of the node leads back to its input. */
	loopBack?: boolean;
	/** How often the Start node hands its items to the node: each makes a run of its own, like the rounds of a loop. */
	rounds?: number;
	/** The outputs of the node that lead to another one. */
	connected?: number[];
	/** Settings of the workflow, such as `executionTimeout`. */
	workflowSettings?: IWorkflowSettings;
	/** When n8n cancels the execution, in ms since 1970, as it knows it from all settings. */
	endsAt?: number;
	/** A run that went to sleep: goes on with it, as n8n does when its time has come. */
	resumes?: IRun;
	/** How n8n runs the workflow; as a manual test unless given. */
	mode?: WorkflowExecuteMode;
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

/** Runs Start → node in n8n-core's own engine, in this process; no secret may come out. */
export async function runNode(options: NodeRun): Promise<NodeResult> {
	const loaded = options.loaded ?? (await loadPackage());
	const workflow = new Workflow({
		id: 'harness',
		active: false,
		settings: { timezone: options.timezone ?? 'UTC', ...options.workflowSettings },
		nodeTypes: loaded.nodeTypes,
		staticData: options.staticData,
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
			{ id: 'next', name: NEXT, type: 'next', typeVersion: 1, position: [400, 0], parameters: {} },
		],
		connections: {
			Start: { main: [Array.from({ length: options.rounds ?? 1 }, () => TO_NODE)] },
			[NODE_NAME]: { main: options.loopBack ? [[TO_NODE]] : connected(options.connected) },
		},
	});
	const chunks: StructuredChunk[] = [];
	const onChunk =
		options.onChunk &&
		((chunk: StructuredChunk) => {
			chunks.push(chunk);
			options.onChunk?.(chunk);
		});
	const additional = additionalData(loaded, options.credentialOf ?? options.credential, onChunk);
	const { mode = 'manual' } = options;
	additional.executionTimeoutTimestamp = options.endsAt;
	const execution = options.resumes
		? new WorkflowExecute(additional, mode, stored(options.resumes)).processRunExecutionData(workflow)
		: new WorkflowExecute(additional, mode).run({
				workflow,
				startNode: workflow.getNode('Start') ?? undefined,
			});
	options.onStarted?.(() => execution.cancel());
	const run = await execution;
	const { runData, error } = run.data.resultData;
	// Joined, too: a secret may be spread over several chunks.
	const streamed = chunks.map(({ content = '' }) => content).join('');
	refuseLeaks(`What came of ${options.type}`, { ran: runData[NODE_NAME], error, chunks, streamed }, options);
	const outputs = (run.data.resultData.runData[NODE_NAME]?.[0]?.data?.main ?? []).map((items) => items ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map((item) => item.json),
		error: run.data.resultData.error,
		run,
	};
}
