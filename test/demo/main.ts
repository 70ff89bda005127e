import {
	ensureHost,
	N8nClient,
	newOwner,
	packPackage,
	startHost,
	step,
	type Owner,
	type RunningHost,
} from '../host';
import { exampleNames, readExample, withChoice } from '../host/examples';
import type { SavedWorkflow } from '../host';
import { inputFor } from './agentInput';
import { printAnswers } from './report';
import { firstAgent, openServer, type Server } from './server';

/** The example that the demo runs, and the names of its nodes. */
const SHOWN = {
	example: 'run-agent-over-items',
	trigger: 'Start',
	items: 'Three Customers',
	agent: 'PromptRails Agent',
};

async function importExamples(client: N8nClient, server: Server): Promise<Map<string, SavedWorkflow>> {
	const agent = await firstAgent(server);
	const credential = await client.createCredential({
		name: 'PromptRails (demo)',
		type: 'promptRailsApi',
		data: { apiKey: server.apiKey, baseUrl: server.url, workspaceId: '', allowUnauthorizedCerts: false },
	});
	const choice = { credential, agentId: agent.id, agentParameters: inputFor(agent) };
	const imported = new Map<string, SavedWorkflow>();
	for (const name of exampleNames()) {
		imported.set(name, await client.createWorkflow(withChoice(readExample(name), choice)));
	}
	console.log(`Imported ${imported.size} example workflow(s), set to the agent "${agent.name}"`);
	return imported;
}

async function runShown(client: N8nClient, imported: Map<string, SavedWorkflow>): Promise<boolean> {
	const workflow = imported.get(SHOWN.example);
	if (!workflow) throw new Error(`There is no example ${SHOWN.example}`);
	const execution = await step(`Running "${workflow.name}"`, async () =>
		client.ended(await client.startManually(workflow, SHOWN.trigger), undefined, 330),
	);
	return printAnswers(execution, SHOWN.items, SHOWN.agent) > 0;
}

function printAddress(host: RunningHost, { email, password }: Owner): void {
	console.log(
		`\nn8n's editor: ${host.url}\n  e-mail:     ${email}\n  password:   ${password}\nCtrl-C ends everything.`,
	);
}

async function main(): Promise<void> {
	const { tarball, bytes } = await step('Building and packing the package', () =>
		packPackage({ build: true }),
	);
	console.log(`Packed ${Math.round(bytes / 1000)} kB`);
	const server = await openServer(process.env);
	await ensureHost();
	const host = await step('Starting n8n with the package in it', () => startHost({ tarball }));
	const [client, owner] = [new N8nClient(host.url), newOwner()];
	await client.setUpOwner(owner);
	console.log(`n8n ${host.version} runs at ${host.url}, against ${server.label}`);
	const answered = await runShown(client, await importExamples(client, server));
	if (process.argv.includes('--once')) {
		await host.stop();
		await server.close();
		process.exitCode = answered ? 0 : 1;
		return;
	}
	printAddress(host, owner);
	await host.exited;
	throw new Error('n8n has ended by itself');
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
