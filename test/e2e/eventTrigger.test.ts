import { startEmulator, type Emulator } from '../emulator';
import {
	type CredentialReference,
	jsonOf,
	N8nClient,
	newOwner,
	type RunningHost,
	type SavedWorkflow,
	startHost,
} from '../host';
import { refuseSecretsOnHost } from '../secrets/remains';
import { CREDENTIAL_TYPE, credentialData } from '../support/n8n/fixture';
import { EVENT_TRIGGER, eventWorkflow, told, toldAtLeast } from '../support/n8n/eventWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';

// An n8n of its own starts, is killed, and starts again.
jest.setTimeout(240_000);

describe('PromptRails Event Trigger in n8n', () => {
	const { tarball, version } = sharedHost();
	const owner = newOwner();
	let emulator: Emulator;
	let host: RunningHost;
	let client: N8nClient;
	let credentials: Record<string, CredentialReference>;

	beforeAll(async () => {
		emulator = await startEmulator();
		host = await startHost({ tarball, version });
		client = new N8nClient(host.url);
		await client.setUpOwner(owner);
		const { apiKey, url: baseUrl } = emulator;
		credentials = {
			[CREDENTIAL_TYPE]: await client.createCredential(credentialData({ apiKey, baseUrl })),
		};
	});
	afterAll(async () => {
		if (host) await refuseSecretsOnHost(host).finally(() => host.stop());
		await emulator?.close();
	});

	const create = async (triggerOn: string) =>
		await client.createWorkflow(eventWorkflow(triggerOn, credentials));
	const soFar = async (workflow: SavedWorkflow) => await told(client, emulator, workflow, 3);
	const sorted = async (workflow: SavedWorkflow, count: number) =>
		(await toldAtLeast(client, emulator, workflow, count)).sort();

	it('starts the workflow with each of 250 approvals once, before and after a crash of n8n', async () => {
		const workflow = await create('approvalRequested');
		await client.publish(workflow);
		expect(await soFar(workflow)).toEqual([]);

		const before = [
			...emulator.requestApprovals(150, { sameTimestamp: true }),
			...emulator.requestApprovals(100),
		].map(({ id }) => id);
		expect(await sorted(workflow, 250)).toEqual([...before].sort());

		await host.kill();
		const meanwhile = emulator.requestApprovals(30).map(({ id }) => id);
		const { userFolder, port } = host;
		host = await startHost({ tarball, version, userFolder, port });
		client = new N8nClient(host.url);
		await client.login(owner);
		expect(await sorted(workflow, 280)).toEqual([...before, ...meanwhile].sort());

		const after = emulator.requestApprovals(250, { sameTimestamp: true }).map(({ id }) => id);
		expect(await sorted(workflow, 530)).toEqual([...before, ...meanwhile, ...after].sort());
		await client.unpublish(workflow);
	});

	it.each([
		[false, 'does not start the workflow'],
		[true, 'starts the workflow'],
	])('with Catch Up %s, what happened while it was unpublished %s', async (catchUp) => {
		const definition = eventWorkflow('approvalRequested', credentials, { options: { catchUp } });
		const workflow = await client.createWorkflow(definition);
		await client.publish(workflow);
		const published = emulator.requestApprovals(2).map(({ id }) => id);
		expect(await sorted(workflow, 2)).toEqual([...published].sort());

		await client.unpublish(workflow);
		const missed = emulator.requestApprovals(25).map(({ id }) => id);
		await client.publish(workflow);
		const after = emulator.requestApprovals(3).map(({ id }) => id);
		const expected = [...published, ...(catchUp ? missed : []), ...after];
		expect(await sorted(workflow, expected.length)).toEqual(expected.sort());
		await client.unpublish(workflow);
	});

	it('shows the latest event in a manual test', async () => {
		const workflow = await create('approvalDecided');
		const execution = await client.ended(await client.startManually(workflow, EVENT_TRIGGER));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, EVENT_TRIGGER)).toEqual([
			expect.objectContaining({ event: 'approvalDecided', id: emulator.ids.approvals.approved }),
		]);
	});
});
