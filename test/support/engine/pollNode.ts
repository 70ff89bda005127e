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
	private context?: PollContext;
	/** Where n8n says that its waiting webhooks are; its own default unless set. */
	waitingBaseUrl?: string;

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

	/**
	 * One tick. All ticks share one context until the workflow is published or n8n is restarted, as in n8n.
	 * @returns the JSON of the items, or null when the workflow does not start
	 */
	async tick(): Promise<IDataObject[] | null> {
		return await this.poll((this.context ??= this.newContext('trigger', 'init')));
	}

	/** The ID of this n8n. */
	get instanceId(): string {
		return (this.context ??= this.newContext('trigger', 'init')).getInstanceId();
	}

	/** A manual test in the editor. @returns as `tick` */
	async test(): Promise<IDataObject[] | null> {
		return await this.poll(this.newContext('manual', 'manual'));
	}

	/**
	 * Publishes the workflow, with the tick that n8n makes at once.
	 * @param activation how n8n says that it was published: `activate` is from an unpublished state
	 */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<IDataObject[] | null> {
		this.restart();
		this.context = this.newContext('trigger', activation);
		return await this.tick();
	}

	private async poll(context: PollContext): Promise<IDataObject[] | null> {
		const node = context.getNode();
		const { poll } = this.workflow.nodeTypes.getByNameAndVersion(node.type, 1);
		const output = await poll?.call(context as unknown as IPollFunctions);
		refuseLeaks('What came of a tick', output, { credential: this.credential, parameters: node.parameters });
		return output ? output.flat().map(({ json }) => json) : null;
	}

	private newContext(mode: WorkflowExecuteMode, activation: WorkflowActivateMode): PollContext {
		const data = additionalData(this.loaded, this.credential);
		if (this.waitingBaseUrl !== undefined) data.webhookWaitingBaseUrl = this.waitingBaseUrl;
		const node = this.workflow.getNode(this.node.name) ?? this.node;
		return new PollContext(this.workflow, node, data, mode, activation);
	}

	/** Goes on as another process would, with the workflow still published: from what n8n stored, with other parameters if any are given. */
	restart(changes: INodeParameters = {}): void {
		const stored = this.stored();
		this.node.parameters = { ...this.node.parameters, ...changes };
		this.workflow = this.newWorkflow(stored);
		this.context = undefined;
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
