import {
	type N8nClient,
	preparePackage,
	startClaimed,
	type CredentialReference,
	type Owner,
	type RunningHost,
	type SavedWorkflow,
} from '../host';
import { picked } from '../locator';
import { exampleNames, readExample, withChoice, type Choice } from '../host/examples';
import { executing, inputFor } from './agentInput';
import type { Agent, Server } from './server';

/** An n8n with the package and the examples in it, and the server that its credential opens. */
export interface Instance {
	host: RunningHost;
	client: N8nClient;
	server: Server;
	/** The credential that opens the server. */
	credential: CredentialReference;
	owner: Owner;
	/** The imported examples by their file names. */
	workflows: ReadonlyMap<string, SavedWorkflow>;
	close(): Promise<void>;
}

async function importExamples(
	client: N8nClient,
	credential: CredentialReference,
	agent: Agent,
	prompt: Choice['prompt'],
): Promise<Map<string, SavedWorkflow>> {
	const { fields } = await client.resourceMapperFields({
		nodeTypeAndVersion: { name: 'n8n-nodes-promptrails.promptRailsAgent', version: 1 },
		path: 'parameters.inputFields',
		methodName: 'getAgentInputFields',
		currentNodeParameters: executing(picked(agent.id, agent.name)),
		credentials: { promptRailsApi: credential },
	});
	const choice = { credential, agent, prompt, agentParameters: inputFor(fields) };
	const imported = new Map<string, SavedWorkflow>();
	for (const name of exampleNames()) {
		imported.set(name, await client.createWorkflow(withChoice(readExample(name), choice)));
	}
	console.log(`Imported ${imported.size} example workflow(s), set to the agent "${agent.name}"`);
	return imported;
}

/**
 * Builds and packs the package, starts an n8n, and imports a credential and the examples.
 * @param agent that the examples are set to
 * @param env what n8n is started with besides
 */
export async function startInstance(
	server: Server,
	agent: Agent,
	env: Record<string, string> = {},
): Promise<Instance> {
	const tarball = await preparePackage();
	const { host, client, owner } = await startClaimed({ tarball, env });
	console.log(`n8n ${host.version} runs at ${host.url}, against ${server.label}`);
	const { emulator } = server;
	const prompt = emulator && { id: emulator.ids.prompts.support, name: 'Support Answer' };
	const credential = await client.createCredential({
		name: 'PromptRails account',
		type: 'promptRailsApi',
		data: { apiKey: server.apiKey, baseUrl: server.url, workspaceId: '', allowUnauthorizedCerts: false },
	});
	return {
		host,
		client,
		server,
		credential,
		owner,
		workflows: await importExamples(client, credential, agent, prompt),
		close: async () => {
			await host.stop();
			await server.close();
		},
	};
}

/** One of the imported examples. */
export function example({ workflows }: Instance, name: string): SavedWorkflow {
	const workflow = workflows.get(name);
	if (!workflow) throw new Error(`There is no example ${name}`);
	return workflow;
}
