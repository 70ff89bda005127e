/**
 * Shows the package: first in n8n's engine in this process, which takes seconds, then in a real n8n with its editor.
 * `npm run demo`; `-- --engine` ends after the first part, `-- --once` when the second one has answered.
 */
import { errorOf, itemsOf, jsonOf, step } from '../host';
import { runInEngine } from './engine';
import { example, type Instance } from './instance';
import { instanceOrWhyNot, stayUp } from './open';
import { printAnswers, printFailure } from './report';
import { firstAgent, openServer } from './server';

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
	const failure = errorOf(execution);
	if (failure) {
		printFailure(failure);
		return false;
	}
	const answers = itemsOf(execution, SHOWN.agent);
	printAnswers(jsonOf(execution, SHOWN.items), [...answers, ...itemsOf(execution, SHOWN.agent, 1)]);
	return answers.length > 0;
}

async function main(): Promise<void> {
	const has = (flag: string) => process.argv.includes(flag);
	const server = await openServer(process.env);
	// Before the slow part: a wrong key shows at once.
	const agent = await firstAgent(server);
	const ran = await runInEngine(server, agent);
	if (has('--engine')) {
		await server.close();
		process.exitCode = ran ? 0 : 1;
		return;
	}
	console.log('\nNow in a real n8n, with its editor:');
	const instance = await instanceOrWhyNot(server, agent);
	const answered = await runShown(instance);
	if (!has('--once')) await stayUp(instance);
	await instance.close();
	process.exitCode = ran && answered ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
