import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { REPOSITORY } from './paths';
import type { CredentialReference, WorkflowDefinition } from './types';

const FOLDER = join(REPOSITORY, 'examples');
const OUR_TYPES = 'n8n-nodes-promptrails.';
const CREDENTIAL_TYPE = 'promptRailsApi';

/** What a user chooses after importing an example. */
export interface Choice {
	credential: CredentialReference;
	agent: { id: string; name: string };
	/** Parameters of every agent node that depend on the agent, e.g. its mapped input. */
	agentParameters?: INodeParameters;
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
	const { credential, agent, agentParameters } = choice;
	const chosen = {
		agentId: { __rl: true, mode: 'list', value: agent.id, cachedResultName: agent.name },
		...agentParameters,
	};
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith(OUR_TYPES)) return node;
		const parameters = 'agentId' in node.parameters ? { ...node.parameters, ...chosen } : node.parameters;
		return { ...node, parameters, credentials: { [CREDENTIAL_TYPE]: credential } };
	});
	return { ...workflow, nodes };
}
