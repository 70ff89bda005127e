import type { ICredentialDataDecryptedObject, ResourceMapperFields } from 'n8n-workflow';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';
import type { CredentialData, CredentialReference, DynamicRequest, N8nClient } from '../../host';
import { sharedClient } from './sharedHost';

/** The type names under which n8n must know our nodes. */
export const TYPES = {
	agent: 'n8n-nodes-promptrails.promptRailsAgent',
	agentTool: 'n8n-nodes-promptrails.promptRailsAgentTool',
} as const;

export const CREDENTIAL_TYPE = 'promptRailsApi';

/** A PromptRails credential with some of its fields changed. */
export function credentialData(fields: ICredentialDataDecryptedObject): CredentialData {
	return {
		name: 'PromptRails',
		type: CREDENTIAL_TYPE,
		data: { workspaceId: '', allowUnauthorizedCerts: false, ...fields },
	};
}

/** The shared n8n, an emulator of this test file's own, and a credential in n8n that opens it. */
export interface Fixture {
	client: N8nClient;
	emulator: Emulator;
	credentials: Record<string, CredentialReference>;
}

/** Makes a credential in n8n that opens an emulator. */
export async function createCredentials(
	client: N8nClient,
	{ apiKey, url: baseUrl }: Emulator,
): Promise<Fixture['credentials']> {
	return { [CREDENTIAL_TYPE]: await client.createCredential(credentialData({ apiKey, baseUrl })) };
}

/**
 * Sets a fixture up before a file's tests and takes it down after them; read it inside the tests only. The emulator
 * starts anew before each test, unless what one of them began goes on in others.
 */
export function useFixture({
	resets = true,
	...options
}: EmulatorOptions & { resets?: boolean } = {}): Fixture {
	const fixture = { client: sharedClient() } as Fixture;
	beforeAll(async () => {
		fixture.emulator = await startEmulator(options);
		fixture.credentials = await createCredentials(fixture.client, fixture.emulator);
	});
	beforeEach(() => {
		if (resets) fixture.emulator.reset();
	});
	afterAll(() => fixture.emulator?.close());
	return fixture;
}

/** What the editor sends to fill a field of the Agent node. */
export function agentRequest(
	fixture: Fixture,
	request: Pick<DynamicRequest, 'path' | 'methodName'> & Partial<DynamicRequest>,
): DynamicRequest {
	return {
		nodeTypeAndVersion: { name: TYPES.agent, version: 1 },
		currentNodeParameters: { resource: 'agent', operation: 'execute' },
		credentials: fixture.credentials,
		...request,
	};
}

/** The input fields of the seeded support agent, as the editor has them filled in below its name. */
export async function supportAgentFields(fixture: Fixture): Promise<ResourceMapperFields['fields']> {
	const agentId = { __rl: true, mode: 'list', value: fixture.emulator.ids.agents.support };
	const { fields } = await fixture.client.resourceMapperFields(
		agentRequest(fixture, {
			path: 'parameters.inputFields',
			methodName: 'getAgentInputFields',
			currentNodeParameters: { resource: 'agent', operation: 'execute', agentId },
		}),
	);
	return fields;
}
