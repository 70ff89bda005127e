import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorOf, jsonOf, poll } from '../host';
import { byId } from '../locator';
import { chatText } from '../support/chatText';
import { useFixture } from '../support/n8n/fixture';
import { chatTrigger, PublicWorkflow, said, webhookTrigger } from '../support/n8n/publicWorkflow';
import { ofItem, type StreamLine } from '../support/n8n/streamLines';
import { agentNode, chatNode, followNode, splitOut, STREAMER } from '../support/n8n/streamingNodes';

const CHAT_STREAM = '/api/v1/chat/sessions/*/messages/stream';
const RUN_STREAM = '/api/v1/executions/*/stream';
// Emoji of several code points, other scripts, and white space at both ends.
const PARTS = ['👨‍👩‍👧‍👦', '世界', 'こんにちは', '\n  Grüezi', '\n \n'];

jest.setTimeout(120_000);
const fixture = useFixture();

const pausingRun = (extra: INodeParameters) =>
	agentNode(
		fixture.credentials,
		fixture.emulator.ids.agents.refund,
		'{"order_id": "A-1", "amount": 25}',
		extra,
	);
const polyglotRun = () => agentNode(fixture.credentials, fixture.emulator.ids.agents.polyglot, '{}');
const polyglotChat = () =>
	chatNode(fixture.credentials, {
		sessionMode: 'new',
		agentId: byId(fixture.emulator.ids.agents.polyglot),
	});

/** What the server wrote to its only stream. */
function written(path: string) {
	const streams = fixture.emulator.requests({ path });
	expect(streams).toHaveLength(1);
	const frames = streams[0]?.frames ?? [];
	return { frames, deltas: frames.filter(({ event }) => event === 'content') };
}

/** Begin, every delta that the server wrote, end; together they are the output of the item, which is returned. */
async function expectWhole(workflow: PublicWorkflow, lines: StreamLine[], path: string) {
	const { types, text, nodes } = ofItem(lines);
	const { deltas } = written(path);
	expect(types).toEqual(['begin', ...deltas.map(() => 'item'), 'end']);
	expect(deltas.length).toBeGreaterThan(10);
	expect(nodes).toEqual([STREAMER]);
	const execution = await workflow.latest();
	expect(errorOf(execution)).toBeUndefined();
	const [item, ...others] = jsonOf(execution, STREAMER);
	expect(others).toEqual([]);
	expect(Buffer.from(text)).toEqual(Buffer.from(String(item?.output)));
	for (const part of PARTS) expect(text).toContain(part);
	return item;
}

/** The first delta is with the client before the run is half done, and none waits for the next one. */
function expectLive(lines: StreamLine[], path: string): void {
	const { frames, deltas } = written(path);
	const arrived = ofItem(lines).deltas.map(({ at }) => at);
	const begin = frames[0]?.at ?? NaN;
	const end = frames.find(({ event }) => event === 'done')?.at ?? NaN;
	expect(arrived[0]).toBeLessThan((begin + end) / 2);
	// All but a few, for a machine that is busy elsewhere may pause for longer.
	const late = arrived.filter((at, index) => at > (deltas[index + 1]?.at ?? end));
	expect(late.length).toBeLessThan(arrived.length / 4);
}

describe('A chat that responds by streaming', () => {
	it('shows a message to a new session as it is answered, to the last byte', async () => {
		const { client, emulator } = fixture;
		emulator.settings.streamDeltaMs = 60;
		emulator.settings.asyncRunMs = 4000;
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('streaming'), [polyglotChat()]);

		const lines = await workflow.stream(said('Say hello'));

		expectLive(lines, CHAT_STREAM);
		const item = await expectWhole(workflow, lines, CHAT_STREAM);
		expect(item).toMatchObject({
			execution_id: expect.any(String),
			session_id: expect.any(String),
			token_usage: { total_tokens: expect.any(Number) },
		});
	});

	it('goes on with a session, and shows nothing but the answer', async () => {
		const { client, credentials, emulator } = fixture;
		const node = chatNode(credentials, { sessionId: byId(emulator.ids.chatSessions.ada) });
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('streaming'), [node]);

		const { text } = ofItem(await workflow.stream(said('Where is it?')));

		expect(text).toBe('Support Agent heard: Where is it?');
		expect(jsonOf(await workflow.latest(), STREAMER)).toEqual([
			expect.objectContaining({ output: text, session_id: emulator.ids.chatSessions.ada }),
		]);
	});

	it('shows tool calls as they happen when asked to, without putting them into the output', async () => {
		const { client, credentials, emulator } = fixture;
		const to = { sessionId: byId(emulator.ids.chatSessions.ada) };
		const node = chatNode(credentials, to, { options: { showProgress: true, includeEvents: true } });
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('streaming'), [node]);

		const { text } = ofItem(await workflow.stream(said('Where is it?')));

		expect(text).toMatch(/> lookup …\n\n\n> lookup ✓ 2 rows\n\nSupport Agent heard: Where is it\?$/);
		expect(jsonOf(await workflow.latest(), STREAMER)).toEqual([
			expect.objectContaining({
				output: 'Support Agent heard: Where is it?',
				events: [
					expect.objectContaining({ type: 'thinking' }),
					expect.objectContaining({ type: 'tool_call', name: 'lookup', summary: '2 rows' }),
				],
			}),
		]);
	});

	it('begins and ends an answer that is empty', async () => {
		const { client, credentials, emulator } = fixture;
		const to = { sessionMode: 'new', agentId: byId(emulator.ids.agents.mute) };
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('streaming'), [
			chatNode(credentials, to),
		]);

		expect(ofItem(await workflow.stream(said('Anybody there?'))).types).toEqual(['begin', 'end']);
		expect(jsonOf(await workflow.latest(), STREAMER)).toEqual([
			expect.objectContaining({ output: null, message: 'There is no answer.' }),
		]);
	});
});

describe('A chat in its ordinary mode', () => {
	it('answers with the output, and asks the server for no stream', async () => {
		const { client, credentials, emulator } = fixture;
		const node = chatNode(credentials, { sessionId: byId(emulator.ids.chatSessions.ada) });
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('lastNode'), [node]);

		const response = await workflow.post(said('Where is it?'));

		expect(await response.json()).toMatchObject({ output: 'Support Agent heard: Where is it?' });
		expect(emulator.requests({ path: CHAT_STREAM })).toEqual([]);
	});

	const refund = () => ({ sessionMode: 'new', agentId: byId(fixture.emulator.ids.agents.refund) });
	const notice = { options: { approvalNotice: 'We will write.' } };
	it.each([
		['Agent: Execute', () => pausingRun({ ...notice })],
		['Agent: Execute without Simplify', () => pausingRun({ ...notice, simplify: false })],
		['Chat: Send', () => chatNode(fixture.credentials, refund(), notice)],
		[
			'Chat: Send without Simplify',
			() => chatNode(fixture.credentials, refund(), { ...notice, simplify: false }),
		],
	])('shows the notice where the run of %s pauses, and nothing that nobody approved', async (_name, node) => {
		const { client, emulator } = fixture;
		emulator.settings.oddities = new Set(['outputWhilePaused']);
		const workflow = await PublicWorkflow.inRow(client, chatTrigger('lastNode'), [node()]);

		const response = await workflow.post(said('Refund A-1001, please'));

		const answer = (await response.json()) as IDataObject;
		expect(chatText(answer)).toBe('We will write.');
		expect(answer).toMatchObject({ approval: { status: 'pending' }, unapproved_output: expect.anything() });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'shows why the run failed where the workflow goes on (%s)',
		async (onError) => {
			const { client, credentials, emulator } = fixture;
			const node = { ...agentNode(credentials, emulator.ids.agents.flaky, '{"fail": true}'), onError };
			const workflow = await PublicWorkflow.inRow(client, chatTrigger('lastNode'), [node]);

			const answer = (await (await workflow.post(said('Hello'))).json()) as IDataObject;

			expect(chatText(answer)).toMatch(/^The model refused to answer\. Open the execution in PromptRails/);
			expect(answer.error).toMatchObject({
				type: 'RunFailedError',
				details: { execution_id: expect.any(String) },
			});
		},
	);
});

describe('A webhook that responds by streaming', () => {
	it('shows an agent that is executed as it answers, to the last byte', async () => {
		const { client, emulator } = fixture;
		emulator.settings.streamDeltaMs = 60;
		emulator.settings.asyncRunMs = 4000;
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [polyglotRun()]);

		const lines = await workflow.stream({});

		expectLive(lines, RUN_STREAM);
		const item = await expectWhole(workflow, lines, RUN_STREAM);
		expect(item).toMatchObject({ status: 'completed', execution_id: expect.any(String) });
	});

	it('shows a run that another node started, to the last byte', async () => {
		const { client, credentials } = fixture;
		const start = { ...polyglotRun(), name: 'Start Run' };
		start.parameters = { ...start.parameters, runMode: 'start' };
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [
			start,
			followNode(credentials, '={{ $json.execution_id }}'),
		]);

		await expectWhole(workflow, await workflow.stream({}), RUN_STREAM);
	});

	it('tells the answers of several items apart', async () => {
		const { client, credentials, emulator } = fixture;
		const names = ['Ada', 'Grace', '李娜', '🦊'];
		const input = '={{ { name: $json.name, question: "Where is it?" } }}';
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [
			splitOut('body.people'),
			agentNode(credentials, emulator.ids.agents.support, input),
		]);

		const lines = await workflow.stream({ people: names.map((name) => ({ name })) });

		const items = jsonOf(await workflow.latest(), STREAMER);
		expect(items).toHaveLength(names.length);
		names.forEach((name, index) => {
			const { types, text } = ofItem(lines, index);
			expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
			expect(text).toContain(`Hello ${name},`);
			expect(items[index]?.output).toBe(text);
		});
		// Side by side: the last has begun before the first has ended.
		const at = (type: string, item: number) =>
			lines.findIndex((line) => line.type === type && line.metadata?.itemIndex === item);
		expect(at('begin', names.length - 1)).toBeLessThan(at('end', 0));
	});

	it('shows why a run failed in the middle of its answer, after what came before', async () => {
		const { client, credentials, emulator } = fixture;
		emulator.settings.stream = { error: { afterDeltas: 2, text: 'the model provider hung up' } };
		const input = '{ "name": "Ada", "question": "Where is it?" }';
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [
			agentNode(credentials, emulator.ids.agents.support, input),
		]);

		const { types, text, errors } = ofItem(await workflow.stream({}));

		expect(types).toEqual(['begin', 'item', 'item', 'end', 'error']);
		expect(text).toBe('Hello Ada,');
		const execution = await workflow.latest();
		expect(execution.status).toBe('error');
		expect(errors).toEqual([errorOf(execution)?.description]);
		expect(errors[0]).toMatch(/^The model provider hung up\./);
		expect(errors[0]).toMatch(/Open the execution in PromptRails/);
	});

	it('shows why nothing was sent when the run cannot even start', async () => {
		const { client, credentials, emulator } = fixture;
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [
			agentNode(credentials, emulator.ids.agents.archived, '{}'),
		]);

		const { types, errors } = ofItem(await workflow.stream({}));

		expect(types).toEqual(['begin', 'end', 'error']);
		expect(errors[0]).toContain('is archived and cannot be executed');
	});

	it('hangs up and has the run cancelled when the execution is stopped', async () => {
		const { client, emulator } = fixture;
		emulator.settings.cancelRoute = true;
		emulator.settings.asyncRunMs = 60_000;
		emulator.settings.stream = { stall: { afterDeltas: 3, heartbeats: true } };
		const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [polyglotRun()]);
		const seen: StreamLine[] = [];
		const leave = new AbortController();
		const reading = workflow.stream({}, { onLine: (line) => seen.push(line), signal: leave.signal });
		const wait = async (what: string, reached: () => boolean) =>
			await poll(async () => reached() || undefined, { what, timeoutSeconds: 60, everyMs: 20 });
		await wait('three deltas arrived', () => ofItem(seen).deltas.length === 3);

		await client.session.request('POST', `/rest/executions/${await workflow.latestId()}/stop`);

		await wait('the stream was closed', () => {
			const [stream] = emulator.requests({ path: RUN_STREAM });
			return stream?.closedByClientAt !== undefined;
		});
		await wait('the run was cancelled', () =>
			emulator.requests({ path: '/api/v1/executions/*/cancel' }).some(({ status }) => status === 200),
		);
		await wait('the answer was ended', () => ofItem(seen).types.includes('end'));
		expect((await workflow.latest()).status).toBe('canceled');
		// n8n 2.41 leaves the connection of a stopped execution open, after an error line of its own.
		leave.abort();
		await expect(reading).rejects.toThrow('aborted');
	});
});
