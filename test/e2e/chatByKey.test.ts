import { randomUUID } from 'node:crypto';

import { readExample, withChoice } from '../host/examples';
import { CREDENTIAL_TYPE } from '../support/n8n/fixture';
import { PublicWorkflow } from '../support/n8n/publicWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';
import { Stage } from '../support/n8n/stage';
import { ofItem } from '../support/n8n/streamLines';

// A second n8n starts, and starts again.
jest.setTimeout(300_000);

describe("The example 'streaming-chat'", () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.open(sharedHost());
	});
	afterAll(() => stage?.close());

	it('goes on with the chat session of each visitor after n8n was killed', async () => {
		const { emulator } = stage;
		const credential = stage.credentials[CREDENTIAL_TYPE];
		const agent = { id: emulator.ids.agents.support, name: 'Support Agent' };
		const example = withChoice(readExample('streaming-chat'), { credential, agent });
		let workflow = await PublicWorkflow.publish(stage.client, example);
		const visitor = randomUUID();
		/** Says something in n8n's chat, and returns what of it went to chats of PromptRails. */
		const say = async (chatInput: string, sessionId = visitor): Promise<string[]> => {
			const before = emulator.requests().length;
			const lines = await workflow.stream({ action: 'sendMessage', sessionId, chatInput });
			expect(ofItem(lines).text.endsWith(`Support Agent heard: ${chatInput}`)).toBe(true);
			// What the next one goes by is stored when the execution has ended.
			await workflow.latest();
			const calls = emulator.requests().slice(before);
			return calls
				.map(({ method, path }) => `${method} ${path.replace('/api/v1/', '')}`)
				.filter((call) => call.includes('chat/sessions'));
		};
		const sessions = () =>
			emulator.store.chatSessions.where(({ title }) => title.startsWith('n8n chat')).reverse();
		const saidIn = (id: string) =>
			emulator.store.chatMessages
				.where(({ session_id, role }) => session_id === id && role === 'user')
				.map(({ content }) => content)
				.reverse();

		expect((await say('message 1'))[0]).toBe('GET chat/sessions');
		const [{ id }] = sessions();
		const oneTurn = [`GET chat/sessions/${id}`, `POST chat/sessions/${id}/messages/stream`];
		for (const turn of [2, 3, 4, 5]) expect(await say(`message ${turn}`)).toEqual(oneTurn);

		await stage.kill();
		await stage.startAgain();
		workflow = workflow.through(stage.client);

		for (const turn of [6, 7, 8, 9, 10]) expect(await say(`message ${turn}`)).toEqual(oneTurn);
		await say('message of another', randomUUID());

		expect(sessions().map((session) => saidIn(session.id))).toEqual([
			Array.from({ length: 10 }, (_none, index) => `message ${index + 1}`),
			['message of another'],
		]);
	});
});
