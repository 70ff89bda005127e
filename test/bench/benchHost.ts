import { join } from 'node:path';

import { startEmulator, type Emulator } from '../emulator';
import {
	type CredentialReference,
	ensureHost,
	N8nClient,
	newOwner,
	packPackage,
	type RunningHost,
	startHost,
	step,
} from '../host';

/** A real n8n with the package in it, and the emulator that its credential opens. */
export interface BenchHost {
	tarball: string;
	version: string;
	n8n: RunningHost;
	client: N8nClient;
	emulator: Emulator;
	credentials: Record<string, CredentialReference>;
	/** Stores a credential for another server. */
	credentialsFor: (baseUrl: string) => Promise<Record<string, CredentialReference>>;
}

/**
 * Runs `work` with a host of its own.
 * @param given a packed package; that of this folder, built anew, unless given
 */
export async function withBenchHost<T>(work: (host: BenchHost) => Promise<T>, given?: string): Promise<T> {
	const tarball =
		given ?? (await step('Building and packing the package', () => packPackage({ build: true }))).tarball;
	await ensureHost();
	const env = { NODE_OPTIONS: `--require ${join(__dirname, 'memoryProbe.js')}` };
	const n8n = await step('Starting n8n', () => startHost({ tarball, env }));
	const emulator = await startEmulator();
	try {
		const client = new N8nClient(n8n.url);
		await client.setUpOwner(newOwner());
		const credentialsFor = async (baseUrl: string) => ({
			promptRailsApi: await client.createCredential({
				name: 'PromptRails',
				type: 'promptRailsApi',
				data: { apiKey: emulator.apiKey, baseUrl, workspaceId: '', allowUnauthorizedCerts: false },
			}),
		});
		const credentials = await credentialsFor(emulator.url);
		return await work({ tarball, version: n8n.version, n8n, client, emulator, credentials, credentialsFor });
	} finally {
		await n8n.stop();
		await emulator.close();
	}
}
