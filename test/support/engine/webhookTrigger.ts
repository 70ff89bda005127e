import './environment';

import { HookContext, WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type WorkflowActivateMode,
	type WorkflowExecuteMode,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { linesOf, refuseLeaks } from './leaks';
import { loadPackage } from './nodeTypes';

const NAME = 'Webhook';

/** What the caller of a webhook got, and what the workflow started with. */
export interface CallResult {
	status: number;
	answer: IDataObject;
	/** Undefined when no workflow started. */
	items?: IDataObject[];
}

/** A call of n8n's URL. */
export interface IncomingCall {
	body: string | Buffer;
	headers?: Record<string, string>;
	query?: IDataObject;
	/** Called when the caller got its answer. */
	onAnswer?: () => void;
}

/**
 * A workflow of one webhook trigger, handled as n8n handles it: its static data is loaded before and stored after each
 * step, that of a test is never stored.
 */
export class TriggerWorkflow {
	/** As in n8n's database. */
	stored: IDataObject = {};
	name = 'Orders';
	typeVersion = 1.1;
	id = 'workflow1';
	/** Where n8n says that its waiting webhooks are; its own default unless set. */
	waitingBaseUrl?: string;

	constructor(
		private readonly credential: ICredentialDataDecryptedObject,
		public parameters: INodeParameters,
	) {}

	/** Registers the webhook, as on publish. */
	async publish(): Promise<void> {
		await this.step(async (workflow) => await this.register(workflow, 'trigger', 'activate'));
	}

	/** Removes the webhook, as on unpublish. */
	async unpublish(): Promise<void> {
		await this.step(async (workflow) => await this.run('delete', workflow, 'internal', 'update'));
	}

	/** Publishes changed parameters: n8n takes the old version down first, with the old parameters. */
	async republish(changes: INodeParameters): Promise<void> {
		await this.unpublish();
		this.parameters = { ...this.parameters, ...changes };
		await this.publish();
	}

	/** Listens for a test call in the editor, hands it over and cleans up. */
	async listen(during: (call: (call: IncomingCall) => Promise<CallResult>) => Promise<void>): Promise<void> {
		const workflow = await this.workflow({});
		await this.register(workflow, 'manual', 'manual');
		await during(async (call) => await this.receive(workflow, call, 'manual'));
		await this.run('delete', workflow, 'internal', 'update');
	}

	/** Calls the production URL. */
	async call(call: IncomingCall): Promise<CallResult> {
		return await this.step(async (workflow) => await this.receive(workflow, call, 'webhook'));
	}

	/** The ID of this n8n. */
	async instanceId(): Promise<string> {
		return (await this.hookContext(await this.workflow({}), 'trigger', 'init')).getInstanceId();
	}

	/** What the node itself keeps. */
	get state(): IDataObject {
		return (this.stored[`node:${NAME}`] ?? {}) as IDataObject;
	}

	private async step<T>(work: (workflow: Workflow) => Promise<T>): Promise<T> {
		const workflow = await this.workflow(JSON.parse(JSON.stringify(this.stored)) as IDataObject);
		try {
			return await work(workflow);
		} finally {
			if (workflow.staticData.__dataChanged === true) {
				this.stored = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			}
		}
	}

	private async workflow(staticData: IDataObject): Promise<Workflow> {
		const { nodeTypes } = await loadPackage();
		const node: INode = {
			id: 'node1',
			name: NAME,
			type: 'n8n-nodes-promptrails.promptRailsWebhookTrigger',
			typeVersion: this.typeVersion,
			position: [0, 0],
			webhookId: 'webhook1',
			parameters: this.parameters,
			credentials: { promptRailsApi: { id: '1', name: 'PromptRails' } },
		};
		const { id, name } = this;
		return new Workflow({ id, name, active: true, nodeTypes, nodes: [node], connections: {}, staticData });
	}

	private async register(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<void> {
		if (await this.run('checkExists', workflow, mode, activation)) return;
		await this.run('create', workflow, mode, activation).catch(async (error: unknown) => {
			await this.run('delete', workflow, 'internal', 'update');
			throw error;
		});
	}

	private async run(
		method: 'checkExists' | 'create' | 'delete',
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<boolean> {
		const context = await this.hookContext(workflow, mode, activation);
		const { type, typeVersion } = context.getNode();
		const { nodeTypes } = await loadPackage();
		const lifecycle = nodeTypes.getByNameAndVersion(type, typeVersion).webhookMethods?.default?.[method];
		if (!lifecycle) throw new Error(`The node has no ${method}`);
		return await lifecycle.call(context);
	}

	private async hookContext(
		workflow: Workflow,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<HookContext> {
		const data = additionalData(await loadPackage(), this.credential);
		return new HookContext(workflow, workflow.getNode(NAME) as INode, data, mode, activation);
	}

	private async receive(
		workflow: Workflow,
		{ body, headers = {}, query = {}, onAnswer }: IncomingCall,
		mode: WorkflowExecuteMode,
	): Promise<CallResult> {
		const loaded = await loadPackage();
		const node = workflow.getNode(NAME) as INode;
		const type = loaded.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const result: CallResult = { status: 0, answer: {} };
		const response = {
			status(code: number) {
				if (result.status !== 0) throw new Error('Answered twice');
				result.status = code;
				return response;
			},
			json(answer: IDataObject) {
				result.answer = answer;
				onAnswer?.();
			},
		};
		const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
		const data = {
			...additionalData(loaded, this.credential),
			...(this.waitingBaseUrl && { webhookWaitingBaseUrl: this.waitingBaseUrl }),
			httpRequest: { rawBody: Buffer.from(body), headers: Object.fromEntries(lowerCase), query },
			httpResponse: response,
		} as unknown as ReturnType<typeof additionalData>;
		const webhookData = { node: NAME, path: 'webhook' } as IWebhookData;
		const context = new WebhookContext(workflow, node, data, mode, webhookData, [], null);
		if (!type.webhook) throw new Error('The node takes no calls');
		const { workflowData, noWebhookResponse } = await type.webhook.call(context);
		expect(noWebhookResponse).toBe(true);
		const { credential, parameters, state } = this;
		const seen = { answer: result.answer, workflowData, log: linesOf(context.logger) };
		refuseLeaks('What came of a call', seen, { credential, parameters, state });
		return { ...result, items: workflowData?.[0]?.map(({ json }) => json) };
	}
}
