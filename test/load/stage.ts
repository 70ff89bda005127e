import { type Emulator, startEmulator } from '../emulator';
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
export interface Stage {
	/** The packed package. */
	tarball: string;
	host: RunningHost;
	client: N8nClient;
	emulator: Emulator;
	credentials: Record<string, CredentialReference>;
}

/** Builds and packs the package, starts both, and claims n8n; the caller closes them. */
export async function openStage(): Promise<Stage> {
	const { tarball } = await step('Building and packing the package', () => packPackage({ build: true }));
	await ensureHost();
	const host = await step('Starting n8n', () => startHost({ tarball }));
	const emulator = await startEmulator();
	const client = new N8nClient(host.url);
	await client.setUpOwner(newOwner());
	const { apiKey, url: baseUrl } = emulator;
	const promptRailsApi = await client.createCredential({
		name: 'PromptRails',
		type: 'promptRailsApi',
		data: { apiKey, baseUrl, workspaceId: '', allowUnauthorizedCerts: false },
	});
	return { tarball, host, client, emulator, credentials: { promptRailsApi } };
}
