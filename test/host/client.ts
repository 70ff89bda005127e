import { randomBytes } from 'node:crypto';
import { parse as parseFlatted } from 'flatted';
import type { INodeListSearchResult, IRunExecutionData, ResourceMapperFields } from 'n8n-workflow';
import { poll } from './polling';
import { HostError, Session } from './session';
import type {
	CredentialData,
	CredentialReference,
	CredentialTestResult,
	DynamicRequest,
	Execution,
	NodeTypeSummary,
	Owner,
	SavedWorkflow,
	WorkflowDefinition,
} from './types';

const ENDED = new Set(['success', 'error', 'canceled', 'crashed']);
const DYNAMIC = '/rest/dynamic-node-parameters';

interface Publication {
	status: 'published' | 'not_published' | 'in_progress' | 'partial' | 'failed';
	liveVersionId: string | null;
	triggers: unknown[];
}

/** Undefined for an answer that only says that this n8n has no such path. */
function whenUnknown(error: unknown): undefined {
	if (!(error instanceof HostError && error.status === 404)) throw error;
}

/** A log-in that n8n's password rules accept, made up for one instance. */
export function newOwner(): Owner {
	return { email: 'owner@example.com', password: `A1${randomBytes(9).toString('hex')}` };
}

/** Drives one n8n the way its editor does. */
export class N8nClient {
	readonly session: Session;
	/** Where published webhooks are called; another process of a cluster than the one that is driven. */
	readonly webhookUrl: string;

	/** @param newestVersions of node types; nodes of newer versions are saved with these, for hosts that know no newer */
	constructor(
		url: string,
		cookie?: string,
		private readonly newestVersions: Record<string, number> = {},
		webhookUrl = url,
	) {
		this.session = new Session(url, cookie);
		this.webhookUrl = webhookUrl;
	}

	/** Claims a fresh n8n and logs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.session.request('POST', '/rest/owner/setup', {
			...owner,
			firstName: 'Test',
			lastName: 'Owner',
		});
	}

	/** Logs in to an n8n that has its owner already. */
	async login({ email, password }: Owner): Promise<void> {
		await this.session.request('POST', '/rest/login', {
			emailOrLdapLoginId: email,
			// What n8n called it before 1.88.
			email,
			password,
		});
	}

	/** Stores a credential and returns how nodes refer to it. */
	async createCredential(credential: CredentialData): Promise<CredentialReference> {
		const { id, name } = await this.session.request<CredentialReference>(
			'POST',
			'/rest/credentials',
			credential,
		);
		return { id, name };
	}

	/** Runs a credential's own test; n8n 1.x wants the id of a stored one, whose data may have changed since. */
	async testCredential(credential: CredentialData & { id?: string }): Promise<CredentialTestResult> {
		return await this.session.request('POST', '/rest/credentials/test', {
			credentials: { id: '', ...credential },
		});
	}

	/** Saves a new workflow. */
	async createWorkflow(workflow: WorkflowDefinition): Promise<SavedWorkflow> {
		const nodes = workflow.nodes.map((node, index) => ({
			id: `node-${index}`,
			...node,
			typeVersion: Math.min(node.typeVersion, this.newestVersions[node.type] ?? Infinity),
		}));
		return await this.session.request('POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...workflow,
			nodes,
			// n8n 1.x refuses a workflow without it.
			active: false,
		});
	}

	/** Makes the saved version the live one and waits until its webhooks are registered. */
	async publish({ id, versionId }: SavedWorkflow): Promise<void> {
		await this.session
			.request('POST', `/rest/workflows/${id}/activate`, { versionId })
			.catch(async (error: unknown) => await this.setActive(id, true, error));
		await this.publication(id, versionId, 'published');
	}

	/** Takes a workflow out of service and waits until its webhooks are gone. */
	async unpublish({ id }: Pick<SavedWorkflow, 'id'>): Promise<void> {
		await this.session
			.request('POST', `/rest/workflows/${id}/deactivate`)
			.catch(async (error: unknown) => await this.setActive(id, false, error));
		await this.publication(id, null, 'not_published');
	}

	/** How n8n published before it had a path for it. */
	private async setActive(id: string, active: boolean, error: unknown): Promise<void> {
		whenUnknown(error);
		const { versionId } = await this.session.request<SavedWorkflow>('GET', `/rest/workflows/${id}`);
		await this.session.request('PATCH', `/rest/workflows/${id}`, { active, versionId });
	}

	/** n8n 2.x answers at once and (un)registers triggers in the background. */
	private async publication(id: string, version: string | null, wanted: string): Promise<void> {
		const reached = async () => {
			const state = await this.session
				.request<Publication>('GET', `/rest/workflows/${id}/publication-status`)
				.catch(whenUnknown);
			// Before n8n had it, a workflow was published when its answer came.
			if (!state) return true;
			if (state.status === 'failed' || state.status === 'partial') {
				throw new Error(`Workflow ${id} was not activated: ${JSON.stringify(state.triggers)}`);
			}
			return (state.status === wanted && state.liveVersionId === version) || undefined;
		};
		await poll(reached, { what: `workflow ${id} is ${wanted}`, timeoutSeconds: 120 });
	}

	/** Saves a change of a workflow, as the editor does. */
	async change(
		{ id, versionId }: SavedWorkflow,
		parts: Pick<WorkflowDefinition, 'connections' | 'nodes'>,
	): Promise<void> {
		await this.session.request('PATCH', `/rest/workflows/${id}`, { ...parts, versionId });
	}

	/** Runs a saved workflow. @param how what the editor sends beside it @returns the execution's id */
	private async run(workflow: SavedWorkflow, how: object): Promise<string> {
		const { executionId } = await this.session.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflow.id}/run`,
			{ workflowData: workflow, ...how },
		);
		return executionId;
	}

	/** Runs a saved workflow from its trigger, as the editor's button does; returns the execution's id. */
	async startManually(workflow: SavedWorkflow, trigger: string): Promise<string> {
		return await this.run(workflow, { triggerToStartFrom: { name: trigger } });
	}

	/** Starts a saved workflow as *Execute step* of one of its nodes does. @returns the execution's id */
	async startStep(workflow: SavedWorkflow, trigger: string, node: string): Promise<string> {
		return await this.run(workflow, {
			triggerToStartFrom: { name: trigger },
			destinationNode: { nodeName: node, mode: 'inclusive' },
		});
	}

	/**
	 * Runs one tool of an AI Agent, as *Execute step* of the tool does.
	 * @param given what the user fills in, which the model gives otherwise
	 * @returns the execution's id
	 */
	async startTool(
		workflow: SavedWorkflow,
		trigger: string,
		tool: string,
		given: Record<string, unknown>,
	): Promise<string> {
		return await this.run(workflow, {
			triggerToStartFrom: { name: trigger },
			destinationNode: { nodeName: tool, mode: 'inclusive' },
			// Tools are called by the name of their node, in which n8n replaces what models do not take.
			agentRequest: { query: { [tool.replaceAll(' ', '_')]: given }, tool: { name: '' } },
		});
	}

	/** Runs a saved workflow up to a node, as the editor does with what some nodes gave before. @returns the execution's id */
	async startPartially(
		workflow: SavedWorkflow,
		runData: IRunExecutionData['resultData']['runData'],
		node: string,
	): Promise<string> {
		return await this.run(workflow, {
			runData,
			dirtyNodeNames: [],
			destinationNode: { nodeName: node, mode: 'inclusive' },
		});
	}

	/** Retries an execution that failed, as the list of executions does. @returns the id of the new one */
	async retry(executionId: string): Promise<string> {
		const { id } = await this.session.request<{ id: string }>(
			'POST',
			`/rest/executions/${executionId}/retry`,
			{ loadWorkflow: false },
		);
		return id;
	}

	/** Saves a workflow, runs it from its trigger and returns the ended execution. */
	async runOnce(definition: WorkflowDefinition, trigger: string): Promise<Execution> {
		const workflow = await this.createWorkflow(definition);
		return await this.ended(await this.startManually(workflow, trigger));
	}

	/** One execution with its data. */
	async execution(id: string): Promise<Execution> {
		const stored = await this.session.request<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...stored, data: parseFlatted(stored.data) as IRunExecutionData };
	}

	/** The status of an execution. */
	async status(id: string): Promise<string> {
		return (await this.session.request<{ status: string }>('GET', `/rest/executions/${id}`)).status;
	}

	/** Waits for an execution to reach one of some states: by default, to end. */
	async ended(id: string, states: ReadonlySet<string> = ENDED, timeoutSeconds = 60): Promise<Execution> {
		const reached = async () => states.has(await this.status(id)) || undefined;
		await poll(reached, { what: `execution ${id} is ${[...states].join(' or ')}`, timeoutSeconds });
		return await this.execution(id);
	}

	/** A workflow's executions, the newest hundred, the newest first. */
	async executionRows({ id }: Pick<SavedWorkflow, 'id'>): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const { results } = await this.session.request<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`/rest/executions?limit=100&filter=${filter}`,
		);
		return results;
	}

	/** The ids of these executions. */
	async executionsOf(workflow: Pick<SavedWorkflow, 'id'>): Promise<string[]> {
		return (await this.executionRows(workflow)).map(({ id }) => id);
	}

	/** Posts JSON to a published workflow's webhook. */
	async webhook(path: string, body: unknown): Promise<Response> {
		return await fetch(`${this.webhookUrl}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** Every node type that n8n has loaded (18 MB: ask once). */
	async nodeTypes(): Promise<NodeTypeSummary[]> {
		return await this.session.request('GET', '/types/nodes.json');
	}

	/** A page of a resource locator's list. */
	async listSearch(
		request: DynamicRequest & { filter?: string; paginationToken?: string },
	): Promise<INodeListSearchResult> {
		return await this.session.request('POST', `${DYNAMIC}/resource-locator-results`, request);
	}

	/** The fields that a resource mapper shows. */
	async resourceMapperFields(request: DynamicRequest): Promise<ResourceMapperFields> {
		return await this.session.request('POST', `${DYNAMIC}/resource-mapper-fields`, request);
	}
}
