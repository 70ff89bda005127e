import { whyNot } from '../host/installFailure';
import { startInstance, type Instance } from './instance';

/** Shows where the editor is, until it ends. */
export async function stayUp({ host, owner, server }: Instance): Promise<never> {
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

/**
 * Starts an instance.
 * @throws an error of one line, where n8n cannot be installed or started
 */
export async function instanceOrWhyNot(...given: Parameters<typeof startInstance>): Promise<Instance> {
	try {
		return await startInstance(...given);
	} catch (error) {
		throw new Error(`The editor of n8n cannot be shown here: ${whyNot(error)}`);
	}
}
