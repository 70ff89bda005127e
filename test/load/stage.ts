import { CREDENTIAL_TYPE, credentialData } from '../support/n8n/fixture';
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

type Credentials = Record<string, CredentialReference>;

/** A real n8n with the package in it, and the emulator that its credential opens. */
export interface Stage {
	/** The packed package. */
	tarball: string;
	host: RunningHost;
	client: N8nClient;
	emulator: Emulator;
	credentials: Credentials;
	/** Stores a credential for another server. */
	credentialsFor: (baseUrl: string) => Promise<Credentials>;
	/** Stops both. */
	close: () => Promise<void>;
}

/** What a stage is made of. */
export interface StageOptions {
	/** More environment for n8n. */
	env?: Record<string, string>;
}

/** Starts both, and claims n8n; the caller closes them. */
export async function openStage({ env }: StageOptions = {}): Promise<Stage> {
	const { tarball } = await step('Building and packing the package', () => packPackage({ build: true }));
	await ensureHost();
	const host = await step('Starting n8n', () => startHost({ tarball, env }));
	const emulator = await startEmulator();
	const client = new N8nClient(host.url);
	await client.setUpOwner(newOwner());
	const credentialsFor = async (baseUrl: string): Promise<Credentials> => ({
		[CREDENTIAL_TYPE]: await client.createCredential(credentialData({ apiKey: emulator.apiKey, baseUrl })),
	});
	const close = async (): Promise<void> => {
		await host.stop();
		await emulator.close();
	};
	return {
		tarball,
		host,
		client,
		emulator,
		credentials: await credentialsFor(emulator.url),
		credentialsFor,
		close,
	};
}
