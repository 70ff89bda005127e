import { startEmulator, type Emulator } from '../emulator';
import {
	type CredentialReference,
	jsonOf,
	N8nClient,
	newOwner,
	poll,
	type RunningHost,
	type SavedWorkflow,
	startHost,
} from '../host';
import { CREDENTIAL_TYPE, credentialData } from './support/fixture';
import { sharedHost } from './support/sharedHost';

// An n8n of its own starts, is killed, and starts again.
jest.setTimeout(240_000);

const TRIGGER = 'PromptRails';
const APPROVALS = { path: '/api/v1/approvals' };

/** n8n refuses expressions that fire more than once a minute, but not many of those that fire once. */
const EVERY_TWO_SECONDS = Array.from({ length: 30 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 2} * * * * *`,
}));

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
		await host?.stop();
		await emulator?.close();
	});

	const create = async (triggerOn: string): Promise<SavedWorkflow> =>
		await client.createWorkflow({
			name: triggerOn,
			nodes: [
				{
					name: TRIGGER,
					type: 'n8n-nodes-promptrails.promptRailsEventTrigger',
					typeVersion: 1,
					position: [0, 0],
					credentials,
					parameters: { triggerOn, pollTimes: { item: EVERY_TWO_SECONDS } },
				},
			],
			connections: {},
		});

	/** The ids of every item that started the workflow, once so many ticks more are over. */
	const told = async (workflow: SavedWorkflow, ticks = 2): Promise<string[]> => {
		const [start, wanted] = [emulator.requests(APPROVALS).length, ticks];
		const ticked = async () => emulator.requests(APPROVALS).length >= start + wanted || undefined;
		await poll(ticked, { what: `${wanted} ticks`, timeoutSeconds: 40 });
		const ids = await client.executionsOf(workflow);
		const executions = await Promise.all(ids.reverse().map((id) => client.ended(id)));
		return executions.flatMap((execution) => jsonOf(execution, TRIGGER).map(({ id }) => String(id)));
	};

	/** Waits until as many items came, and two ticks more. */
	const toldAtLeast = async (workflow: SavedWorkflow, count: number): Promise<string[]> => {
		const arrived = async () => (await told(workflow, 1)).length >= count || undefined;
		await poll(arrived, { what: `${count} items`, timeoutSeconds: 60 });
		return await told(workflow);
	};

	it('starts the workflow with each of 250 approvals once, before and after a crash of n8n', async () => {
		const workflow = await create('approvalRequested');
		await client.publish(workflow);
		expect(await told(workflow, 3)).toEqual([]);

		const before = [
			...emulator.requestApprovals(150, { sameTimestamp: true }),
			...emulator.requestApprovals(100),
		].map(({ id }) => id);
		expect((await toldAtLeast(workflow, 250)).sort()).toEqual([...before].sort());

		await host.kill();
		const meanwhile = emulator.requestApprovals(30).map(({ id }) => id);
		const { userFolder, port } = host;
		host = await startHost({ tarball, version, userFolder, port });
		client = new N8nClient(host.url);
		await client.login(owner);
		expect((await toldAtLeast(workflow, 280)).sort()).toEqual([...before, ...meanwhile].sort());

		const after = emulator.requestApprovals(250, { sameTimestamp: true }).map(({ id }) => id);
		expect((await toldAtLeast(workflow, 530)).sort()).toEqual([...before, ...meanwhile, ...after].sort());
		await client.unpublish(workflow);
	});

	it('shows the latest event in a manual test', async () => {
		const workflow = await create('approvalDecided');
		const execution = await client.ended(await client.startManually(workflow, TRIGGER));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, TRIGGER)).toEqual([
			expect.objectContaining({ event: 'approvalDecided', id: emulator.ids.approvals.approved }),
		]);
	});
});
