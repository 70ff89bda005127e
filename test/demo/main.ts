import { step } from '../host';
import { example, startInstance, type Instance } from './instance';
import { printAnswers } from './report';

/** The example that the demo runs, and the names of its nodes. */
const SHOWN = {
	example: 'run-agent-over-items',
	trigger: 'Start',
	items: 'Three Customers',
	agent: 'PromptRails Agent',
};

/** Longer than the node itself waits for an agent. */
const RUN_WITHIN_SECONDS = 330;

async function runShown(instance: Instance): Promise<boolean> {
	const { client } = instance;
	const workflow = example(instance, SHOWN.example);
	const execution = await step(`Running "${workflow.name}"`, async () =>
		client.ended(await client.startManually(workflow, SHOWN.trigger), undefined, RUN_WITHIN_SECONDS),
	);
	return printAnswers(execution, SHOWN.items, SHOWN.agent) > 0;
}

async function stayUp({ host, owner, server }: Instance): Promise<never> {
	console.log(`\nn8n's editor: ${host.url}`);
	console.log(`  e-mail:     ${owner.email}\n  password:   ${owner.password}`);
	if (server.emulator) {
		console.log('\nFor a credential of your own in it, or any HTTP client:');
		console.log(`  base URL:   ${server.url}\n  API key:    ${server.apiKey} (of the emulator)`);
	}
	console.log(`\nCtrl-C ends everything.`);
	await host.exited;
	throw new Error('n8n has ended by itself');
}

async function main(): Promise<void> {
	const instance = await startInstance();
	const answered = await runShown(instance);
	if (!process.argv.includes('--once')) await stayUp(instance);
	await instance.close();
	process.exitCode = answered ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
