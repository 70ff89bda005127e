/**
 * The editor of a real n8n over the sources: what changes in them is in the editor a moment later. `npm run dev`.
 * What n8n's `n8n-node dev` does, with an n8n that is installed once, an emulator of PromptRails, and the examples.
 */
import { spawn } from 'node:child_process';
import { REPOSITORY } from '../host';
import { atExit } from '../host/cleanup';
import { packageFolder, readManifest } from '../host/package';
import { hotReload } from './hotReload';
import { instanceOrWhyNot, stayUp } from './open';
import { firstAgent, openServer } from './server';

/** Prints what the compiler has to say about types, which reloading does not look at. */
function checkTypes(): void {
	const compiler = spawn('npx', ['tsc', '--noEmit', '--watch', '--preserveWatchOutput'], {
		cwd: REPOSITORY,
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: true,
	});
	atExit(() => compiler.pid && process.kill(-compiler.pid, 'SIGTERM'));
}

async function main(): Promise<void> {
	const server = await openServer(process.env);
	const agent = await firstAgent(server);
	const instance = await instanceOrWhyNot(server, agent, { N8N_DEV_RELOAD: 'true' });
	const to = packageFolder(instance.host.userFolder, readManifest(REPOSITORY).name);
	hotReload({ from: REPOSITORY, to, tell: (line) => console.log(line) });
	checkTypes();
	console.log('\nChanges in nodes/ and credentials/ are in the editor a moment after you save them.');
	await stayUp(instance);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
