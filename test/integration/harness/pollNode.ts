import './environment';

import { PollContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IPollFunctions,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { refuseLeaks } from './leaks';
import { type LoadedPackage, loadPackage } from './nodeTypes';

/** A published polling trigger in n8n-core: one that ticks when a test says so. */
export class PollNode {
	private workflow!: Workflow;

	private constructor(
		private readonly loaded: LoadedPackage,
		private readonly credential: ICredentialDataDecryptedObject,
		private readonly node: INode,
	) {}

	/**
	 * @param type name without the package's prefix
	 * @param staticData what n8n has stored of the workflow
	 */
	static async create(
		type: string,
		credential: ICredentialDataDecryptedObject,
		parameters: INodeParameters,
		staticData?: IDataObject,
	): Promise<PollNode> {
		const poller = new PollNode(await loadPackage(), credential, {
			id: 'node',
			name: 'Under Test',
			type: `n8n-nodes-promptrails.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { promptRailsApi: { id: '1', name: 'PromptRails' } },
		});
		poller.workflow = poller.newWorkflow(staticData);
		return poller;
	}

	/** One tick. @returns the JSON of the items, or null when the workflow does not start */
	async tick(
		mode: WorkflowExecuteMode = 'trigger',
		activation: WorkflowActivateMode = 'init',
	): Promise<IDataObject[] | null> {
		const data = additionalData(this.loaded, this.credential);
		const node = this.workflow.getNode(this.node.name) ?? this.node;
		const context = new PollContext(this.workflow, node, data, mode, activation);
		const { poll } = this.workflow.nodeTypes.getByNameAndVersion(node.type, 1);
		const output = await poll?.call(context as unknown as IPollFunctions);
		refuseLeaks('What came of a tick', output, { credential: this.credential, parameters: node.parameters });
		return output ? output.flat().map(({ json }) => json) : null;
	}

	/** Goes on as another process would: from what n8n stored, with other parameters if any are given. */
	restart(changes: INodeParameters = {}): void {
		const stored = this.stored();
		this.node.parameters = { ...this.node.parameters, ...changes };
		this.workflow = this.newWorkflow(stored);
	}

	/** What n8n would store of the workflow. */
	stored(): IDataObject {
		return JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}

	private newWorkflow(staticData: IDataObject = {}): Workflow {
		return new Workflow({
			id: 'harness',
			active: true,
			nodes: [this.node],
			connections: {},
			nodeTypes: this.loaded.nodeTypes,
			staticData,
		});
	}
}
