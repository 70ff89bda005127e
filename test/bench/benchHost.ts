import { startEmulator, type Emulator } from '../emulator';
import {
	type CredentialReference,
	ensureHost,
	N8nClient,
	newOwner,
	packPackage,
	startHost,
	step,
} from '../host';

/** A real n8n with the package in it, and the emulator that its credential opens. */
export interface BenchHost {
	version: string;
	client: N8nClient;
	emulator: Emulator;
	credentials: Record<string, CredentialReference>;
}

/** Runs `work` with a host of its own. */
export async function withBenchHost<T>(work: (host: BenchHost) => Promise<T>): Promise<T> {
	const { tarball } = await step('Building and packing the package', () => packPackage({ build: true }));
	await ensureHost();
	const host = await step('Starting n8n', () => startHost({ tarball }));
	const emulator = await startEmulator();
	try {
		const client = new N8nClient(host.url);
		await client.setUpOwner(newOwner());
		const { apiKey, url: baseUrl } = emulator;
		const promptRailsApi = await client.createCredential({
			name: 'PromptRails',
			type: 'promptRailsApi',
			data: { apiKey, baseUrl, workspaceId: '', allowUnauthorizedCerts: false },
		});
		return await work({ version: host.version, client, emulator, credentials: { promptRailsApi } });
	} finally {
		await host.stop();
		await emulator.close();
	}
}
