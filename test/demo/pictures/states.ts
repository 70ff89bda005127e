import type { INodeParameters } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import { chain, type CredentialReference, TRIGGER } from '../../host';
import { hideCredentials, openPanel, openWorkflow, searchNodes } from '../../host/screenshot';
import { picked } from '../../locator';
import type { Instance } from '../instance';
import { type Camera, emulatorOf, type Take } from './camera';
import { PANEL } from './panels';

const NODE = 'Under Review';
/** What people type in the list of nodes, and the node that they look for. */
const FOUND = {
	mcp: 'PromptRails Workspace',
	guardrail: 'PromptRails Agent',
	feedback: 'PromptRails Chat',
};

/** A panel in a state that a user gets into, and where to click for it. */
interface State {
	picture: string;
	type: string;
	parameters: INodeParameters;
	/** None for a node that has none yet. */
	credential?: CredentialReference;
	/** The field whose list is opened. */
	list?: string;
	/** Whether to run the node. */
	runs?: boolean;
}

async function statesOf({ client, credential, server }: Instance, support: string): Promise<State[]> {
	const wrongKey = await client.createCredential({
		name: 'Wrong key',
		type: 'promptRailsApi',
		data: { apiKey: 'wrong', baseUrl: server.url, workspaceId: '', allowUnauthorizedCerts: false },
	});
	const execute = { resource: 'agent', operation: 'execute' };
	const read = { resource: 'agent', operation: 'get' };
	const chosen = { ...execute, agentId: picked(support, support) };
	return [
		{ picture: 'list-filled', type: 'Agent', parameters: execute, credential, list: 'agentId' },
		{ picture: 'list-no-credential', type: 'Agent', parameters: execute, list: 'agentId' },
		{ picture: 'list-wrong-key', type: 'Agent', parameters: execute, credential: wrongKey, list: 'agentId' },
		{
			picture: 'list-empty',
			type: 'Agent',
			parameters: { resource: 'a2a', operation: 'get' },
			credential,
			list: 'taskId',
		},
		{
			picture: 'list-of-nothing',
			type: 'Agent',
			parameters: { resource: 'guardrail', operation: 'update' },
			credential,
			list: 'guardrailId',
		},
		{
			picture: 'list-executions',
			type: 'Execution',
			parameters: { resource: 'execution', operation: 'get' },
			credential,
			list: 'executionId',
		},
		{ picture: 'fields-filled', type: 'Agent', parameters: chosen, credential },
		{ picture: 'fields-wrong-key', type: 'Agent', parameters: chosen, credential: wrongKey },
		{ picture: 'run-without-input', type: 'Agent', parameters: chosen, credential, runs: true },
		{
			picture: 'run-wrong-key',
			type: 'Agent',
			parameters: { ...read, agentId: picked(support, support) },
			credential: wrongKey,
			runs: true,
		},
		{
			picture: 'run-not-found',
			type: 'Agent',
			parameters: { ...read, agentId: picked('nobody', 'nobody') },
			credential,
			runs: true,
		},
	];
}

async function show({ client }: Instance, { page, shootLight }: Camera, state: State): Promise<void> {
	const { picture, type, parameters, credential, list, runs } = state;
	const node = {
		name: NODE,
		type: `n8n-nodes-promptrails.promptRails${type}`,
		typeVersion: 1,
		parameters,
		...(credential ? { credentials: { promptRailsApi: credential } } : {}),
	};
	const { id } = await client.createWorkflow(chain(picture, [{}], [node]));
	const showCredentials = credential ? undefined : await hideCredentials(page);
	await openPanel(page, id, NODE);
	if (list)
		await page.locator(`[data-test-id="resource-locator-${list}"] [data-test-id="rlc-input"]`).click();
	if (runs) {
		await page.locator('[data-test-id="node-execute-button"]').click();
		// n8n itself refuses a node whose fields are not filled in, beside the panel.
		await page.locator('[data-test-id="node-error-message"], .el-notification').first().waitFor();
	}
	await shootLight(`states/${picture}`);
	await showCredentials?.();
}

async function newCredential(page: Page): Promise<void> {
	await page.getByText('Connect to PromptRails').click();
	await page.locator('[data-test-id="credential-edit-dialog"]').waitFor();
}

/** What people meet beside the panels of the operations: lists, fields and answers that are empty or fail. */
export const states: Take = async (instance, camera) => {
	const { page, shoot, shootLight } = camera;
	await page.setViewportSize(PANEL);
	const all = await statesOf(instance, emulatorOf(instance).ids.agents.support);
	for (const state of all) await show(instance, camera, state);
	await show(instance, camera, all[1]);
	await newCredential(page);
	await shoot('states/credential');
	const { id } = await instance.client.createWorkflow(chain('creator', [{}], []));
	for (const [word, node] of Object.entries(FOUND)) {
		await openWorkflow(page, id, TRIGGER);
		await searchNodes(page, word, node);
		await shootLight(`states/creator-${word}`, '[data-test-id="node-creator"]');
	}
};
