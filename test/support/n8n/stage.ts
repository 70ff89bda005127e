import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import {
	type ClaimedHost,
	type CredentialReference,
	type HostOptions,
	N8nClient,
	type RunningHost,
	startClaimed,
	startHost,
} from '../../host';
import { refuseSecretsOnHost } from '../../secrets/remains';
import { CREDENTIAL_TYPE, credentialData } from './fixture';

type Credentials = Record<string, CredentialReference>;

/** An n8n of its own with the package in it, which can be killed, and the emulator that its credential opens. */
export class Stage {
	credentials: Credentials = {};

	private constructor(
		private readonly options: Pick<HostOptions, 'tarball' | 'version'>,
		readonly emulator: Emulator,
		private readonly claimed: ClaimedHost,
	) {}

	get host(): RunningHost {
		return this.claimed.host;
	}

	get client(): N8nClient {
		return this.claimed.client;
	}

	/** Starts both, and claims n8n; the caller closes them. */
	static async open(
		{ tarball, version, env, port }: Pick<HostOptions, 'tarball' | 'version' | 'env' | 'port'>,
		emulatorOptions: EmulatorOptions = {},
	): Promise<Stage> {
		const claimed = await startClaimed({ tarball, version, env, port });
		const stage = new Stage({ tarball, version }, await startEmulator(emulatorOptions), claimed);
		stage.credentials = await stage.credentialsFor(stage.emulator.url);
		return stage;
	}

	/** The packed package. */
	get tarball(): string {
		return this.options.tarball;
	}

	/** Stores a credential for a server. */
	async credentialsFor(baseUrl: string): Promise<Credentials> {
		const { apiKey } = this.emulator;
		return { [CREDENTIAL_TYPE]: await this.client.createCredential(credentialData({ apiKey, baseUrl })) };
	}

	/** Ends n8n as a crash would. */
	async kill(): Promise<void> {
		await this.host.kill();
	}

	/** Starts n8n again in the same folder, and logs in. */
	async startAgain(): Promise<void> {
		const { userFolder, port } = this.host;
		this.claimed.host = await startHost({ ...this.options, userFolder, port });
		this.claimed.client = new N8nClient(this.host.url);
		await this.client.login(this.claimed.owner);
	}

	/**
	 * Stops both.
	 * @throws when n8n has logged or stored a secret
	 */
	async close(): Promise<void> {
		await refuseSecretsOnHost(this.host).finally(() => this.host.stop());
		await this.emulator.close();
	}
}
