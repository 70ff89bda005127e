import type { INodeParameters } from 'n8n-workflow';

import { contracts, nameOf } from '../contracts';
import { type Emulator, startEmulator } from '../emulator';
import { byId } from '../locator';
import { builders } from '../support/contract/cases';
import { runCase } from '../support/contract/runCase';
import { useEmulator } from '../support/engine/agentRun';
import { searchList } from '../support/engine/loadOptions';
import { type NodeRun, runNode } from '../support/engine/runNode';
import { until } from '../support/engine/until';

const emulator = useEmulator({ generation: 2 });

const run = (node: string, parameters: INodeParameters, options: Partial<NodeRun> = {}) =>
	runNode({ type: `promptRails${node}`, credential: emulator.credential(), parameters, ...options });

const file = (operation: string, parameters: INodeParameters, options: Partial<NodeRun> = {}) => {
	const agentId = byId(emulator.current.ids.agents.support);
	return run('Agent', { resource: 'file', operation, agentId, ...parameters }, options);
};

describe('the files of an agent', () => {
	test('are read into a binary field', async () => {
		const { json, outputs } = await file('read', {
			path: byId('/handbook/tone.md'),
			returnAs: 'file',
			outputDataFieldName: 'tone',
		});
		expect(json).toEqual([expect.objectContaining({ path: '/handbook/tone.md', total_lines: 2 })]);
		expect(json[0]).not.toHaveProperty('content');
		expect(outputs[0][0].pairedItem).toEqual({ item: 0 });
		const { data, ...facts } = outputs[0][0].binary?.tone ?? {};
		expect(Buffer.from(data ?? '', 'base64').toString()).toBe('# Tone\nPolite and short.');
		expect(facts).toMatchObject({ fileName: 'tone.md', mimeType: 'text/plain' });
	});

	const writeFrom = (bytes: Buffer, parameters: INodeParameters = {}) =>
		file(
			'write',
			{ path: byId('/from.txt'), contentSource: 'file', inputDataFieldName: 'data', ...parameters },
			{ binary: { data: { data: bytes.toString('base64'), mimeType: 'text/csv' } } },
		);

	test('are written from a binary field, with its type', async () => {
		await writeFrom(Buffer.from('a,ü\n'));
		expect(emulator.current.requests()[0].body).toEqual({
			path: '/from.txt',
			content: 'a,ü\n',
			mime_type: 'text/csv',
			mode: 'overwrite',
		});
	});

	test('are not written from what is no text', async () => {
		const { error } = await writeFrom(Buffer.from([0xff, 0xfe, 0x00, 0x80]));
		expect(error?.message).toContain("The file in the field 'data' is not text in UTF-8");
		expect(emulator.current.requests()).toHaveLength(0);
	});

	test('are written in the order of the items, and added to once', async () => {
		const items = ['1', '2', '3', '4', '5'].map((text) => ({ text }));
		const parameters = { path: byId('/log.txt'), content: '={{ $json.text }}', mode: 'append' };
		await file('write', parameters, { items });
		const { json } = await file('read', { path: byId('/log.txt') });
		expect(json[0].content).toBe('12345');

		emulator.current.clearRequests();
		emulator.current.fault({ method: 'PUT', status: 503, when: 'after' });
		const { error } = await file('write', parameters, { items: [{ text: '6' }] });
		expect(error?.description).toContain('unknown whether PromptRails carried this out');
		expect(emulator.current.requests({ method: 'PUT' })).toHaveLength(1);
	});

	test('are overwritten again when the server could not at first', async () => {
		emulator.current.fault({ method: 'PUT', status: 503, times: 1 });
		const { error } = await file('write', { path: byId('/log.txt'), content: 'x', mode: 'overwrite' });
		expect(error).toBeUndefined();
		expect(emulator.current.requests({ method: 'PUT' })).toHaveLength(2);
	});

	test('come page by page when all are wanted', async () => {
		const { ids, store } = emulator.current;
		const [sample] = store.files.where(({ path }) => path === '/notes.txt');
		for (let n = 0; n < 250; n += 1) {
			store.files.insert({ ...sample, ...store.stamp(), path: `/many/${n}`, agent_id: ids.agents.refund });
		}
		const { json } = await file('getAll', {
			agentId: byId(ids.agents.refund),
			returnAll: true,
			filters: { recursive: true },
		});
		expect(new Set(json.map(({ path }) => path)).size).toBe(250);
		expect(emulator.current.requests().map(({ query }) => query.offset)).toEqual(['0', '100', '200']);
	});

	test('are offered in the panel by their paths', async () => {
		const { support } = emulator.current.ids.agents;
		const panel = {
			type: 'promptRailsAgent',
			parameters: { agentId: byId(support) },
			credential: emulator.credential(),
		};
		const { results } = await searchList(panel, 'searchAgentFiles', 'tone');
		expect(results).toEqual([{ name: '/handbook/tone.md', value: '/handbook/tone.md' }]);
	});
});

describe('downloading an asset', () => {
	const download = (options: Partial<NodeRun> = {}) =>
		run(
			'Execution',
			{ resource: 'asset', operation: 'download', assetId: byId(emulator.current.ids.assets.picture) },
			options,
		);
	const fromStorage = () => emulator.current.requests({ path: '/assets/*' });

	test('puts the file into a binary field, by its name and type', async () => {
		const { outputs } = await download();
		const { data, ...facts } = outputs[0][0].binary?.data ?? {};
		expect(Buffer.from(data ?? '', 'base64')).toHaveLength(70);
		expect(facts).toMatchObject({ fileName: 'parcel.png', mimeType: 'image/png', bytes: 70 });
	});

	test('does not take the API key to the storage', async () => {
		await download();
		expect(fromStorage()).toHaveLength(1);
		expect(Object.keys(fromStorage()[0].headers)).not.toContain('x-api-key');
		expect(JSON.stringify(fromStorage())).not.toContain(emulator.current.apiKey);
	});

	test('follows a redirect without the API key, and gives up on those without end', async () => {
		const { url } = await signedUrl();
		emulator.current.fault({ path: '/assets/*', status: 302, headers: { location: url }, times: 1 });
		expect((await download()).error).toBeUndefined();
		expect(JSON.stringify(fromStorage())).not.toContain(emulator.current.apiKey);

		emulator.current.clearRequests();
		emulator.current.fault({ path: '/assets/*', status: 302, headers: { location: url } });
		expect((await download()).error?.message).toContain('redirects again and again');
		expect(fromStorage()).toHaveLength(4);
	});

	test('says what to do when the storage refuses, without the address', async () => {
		emulator.current.fault({ path: '/assets/*', status: 403, body: '<Error>key of the storage</Error>' });
		const { json } = await download({ onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({
			message: expect.stringMatching(/^The file cannot be downloaded from 127\.0\.0\.1:\d+$/),
			description: expect.stringContaining('may have expired'),
			statusCode: 403,
		});
		expect(JSON.stringify(json)).not.toMatch(/signature|key of the storage/);
	});

	test.each([
		['breaks off', { reset: 'midBody' }, /broke off/],
		['stalls', { silent: true }, /broke off/],
	] as const)('ends when the file %s', async (_how, fault, message) => {
		emulator.current.fault({ path: '/assets/*', ...fault });
		const { error } = await run('Execution', {
			resource: 'asset',
			operation: 'download',
			assetId: byId(emulator.current.ids.assets.picture),
			options: { timeout: 1 },
		});
		expect(error?.message).toMatch(message);
	});

	async function signedUrl(): Promise<{ url: string }> {
		const { current } = emulator;
		const path = `/api/v1/assets/${current.ids.assets.picture}/signed-url`;
		const response = await fetch(current.url + path, { headers: { 'X-API-Key': current.apiKey } });
		return ((await response.json()) as { data: { url: string } }).data;
	}
});

describe('on a server of the first generation', () => {
	let first: Emulator;
	beforeAll(async () => {
		first = await startEmulator();
	});
	afterAll(() => first.close());

	test.each(contracts[2].map(nameOf))('%s says that the server does not have it yet', async (name) => {
		const entry = builders[2].flatMap((build) => build(first.ids)).find((one) => nameOf(one) === name);
		expect(entry).toBeDefined();
		const prepare = entry?.prepare && (() => ({ executionId: byId(first.ids.executions.completed) }));
		// What is unknown to the emulator refuses queries before it looks for anything.
		const parameters = { ...entry?.parameters, filters: {} };
		await expect(runCase({ ...entry!, parameters, prepare }, first)).rejects.toThrow(
			/does not have this operation yet[^]*API v2/,
		);
	});
});

test('a run that pauses comes with its approval even when it has left the inbox before that is read', async () => {
	const { ids, store } = emulator.current;
	emulator.current.fault({ path: '/api/v1/executions/approval-inbox', times: 1, delayMs: 200 });
	const running = run('Agent', {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(ids.agents.refund),
		inputMode: 'json',
		input: '{"order_id": "A-1", "amount": 25}',
	});
	const before = new Set(store.approvals.where(() => true).map(({ id }) => id));
	await until(() => emulator.current.requests({ path: '/api/v1/executions/approval-inbox' }).length > 0);
	const [asked] = store.approvals.where(({ id }) => !before.has(id));
	emulator.current.decide(asked.id, 'approved');
	const { json, error } = await running;
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({
		status: 'awaiting_approval',
		approval: { id: json[0].execution_id, status: 'approved', execution_id: json[0].execution_id },
	});
});
