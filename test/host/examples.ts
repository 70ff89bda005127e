import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { REPOSITORY } from './paths';
import type { CredentialReference, WorkflowDefinition } from './types';

const FOLDER = join(REPOSITORY, 'examples');
const OUR_TYPES = 'n8n-nodes-promptrails.';
const CREDENTIAL_TYPE = 'promptRailsApi';

/** What a user chooses after importing an example. */
export interface Choice {
	credential: CredentialReference;
	agentId: string;
	/** Parameters of every agent node that depend on the agent, e.g. its mapped input. */
	agentParameters?: IDataObject;
}

/** Names of the example workflows, as their files are called. */
export function exampleNames(): string[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/** Reads an example as it stands in the repository. */
export function readExample(name: string): WorkflowDefinition {
	return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as WorkflowDefinition;
}

/** Fills in an example what its user would: the credential of our nodes, and the agent where one is asked for. */
export function withChoice(workflow: WorkflowDefinition, choice: Choice): WorkflowDefinition {
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith(OUR_TYPES)) return node;
		const agent = { agentId: { __rl: true, mode: 'id', value: choice.agentId }, ...choice.agentParameters };
		const parameters = 'agentId' in node.parameters ? { ...node.parameters, ...agent } : node.parameters;
		return { ...node, parameters, credentials: { [CREDENTIAL_TYPE]: choice.credential } };
	});
	return { ...workflow, nodes };
}
