import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { picked } from '../locator';
import { REPOSITORY } from './paths';
import type { CredentialReference, WorkflowDefinition } from './types';

const FOLDER = join(REPOSITORY, 'examples');
const OUR_TYPES = 'n8n-nodes-promptrails.';
const CREDENTIAL_TYPE = 'promptRailsApi';

/** What a user chooses after importing an example. */
export interface Choice {
	credential: CredentialReference;
	agent: { id: string; name: string };
	/** For examples that ask for a prompt. */
	prompt?: { id: string; name: string };
	/** Parameters of every node that maps the agent's input, e.g. that mapping. */
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

/** Fills in an example what its user would: the credential of our nodes, and the agent or the prompt that is asked for. */
export function withChoice(workflow: WorkflowDefinition, choice: Choice): WorkflowDefinition {
	const { credential, agent, prompt, agentParameters } = choice;
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith(OUR_TYPES)) return node;
		// A model fills in the input of a tool, not an item.
		const maps =
			['agentId', 'inputFields'].every((name) => name in node.parameters) && !node.type.endsWith('Tool');
		const parameters = {
			...withAgent(node.parameters, agent),
			...(prompt && 'promptId' in node.parameters ? { promptId: picked(prompt.id, prompt.name) } : {}),
			...(maps ? agentParameters : {}),
		};
		return { ...node, parameters, credentials: { [CREDENTIAL_TYPE]: credential } };
	});
	return { ...workflow, nodes };
}

/** Picks the agent wherever one is asked for, among the filters too. */
function withAgent(parameters: INodeParameters, agent: Choice['agent']): INodeParameters {
	const agentId = picked(agent.id, agent.name);
	const { filters } = parameters;
	const asks = (value: unknown) => typeof value === 'object' && value !== null && 'agentId' in value;
	return {
		...parameters,
		...(asks(parameters) ? { agentId } : {}),
		...(asks(filters) ? { filters: { ...(filters as INodeParameters), agentId } } : {}),
	};
}
