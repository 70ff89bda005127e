import { errorOf, jsonOf } from '../host';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { useFixture } from '../support/n8n/fixture';
import { SECRET, signed } from '../support/n8n/signedCalls';

jest.setTimeout(120_000);

describe('The example', () => {
	const fixture = useFixture();

	it("'agent-webhook' runs an agent for a signed call and goes on with its answer", async () => {
		const { client, emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'agent-webhook', 'support', {
			'Called by Another System': { secret: SECRET },
		});
		const [trigger] = example.saved.nodes.filter(({ name }) => name === 'Called by Another System');
		await example.publish();
		try {
			const url = `${client.session.url}/webhook/${trigger?.webhookId}/webhook`;
			const call = async (init: RequestInit) => await fetch(url, { method: 'POST', ...init });
			expect((await call({ ...signed(), headers: {} })).status).toBe(401);
			const answer = await call(signed('{"name":"Ada","question":"Where is my order?"}'));
			expect(answer.status).toBe(200);
			const question = { name: 'Ada', question: 'Where is it?', fail: true };
			expect((await call(signed(JSON.stringify(question)))).status).toBe(200);

			const [good] = await example.executionsWith('Go On With the Answer', 1, ['success']);
			expect(good && jsonOf(good, 'Go On With the Answer')).toEqual([
				{
					asked: { name: 'Ada', question: 'Where is my order?' },
					answer: 'Hello Ada, about "Where is my order?": we are looking into it.',
					execution_id: ((await answer.json()) as { execution_id: string }).execution_id,
				},
			]);
			const [bad] = await example.executionsWith('Needs a Look', 1, ['success']);
			expect(bad && jsonOf(bad, 'Needs a Look')).toEqual([{ asked: question, reason: 'failed' }]);
			expect(await client.executionsOf(example.saved)).toHaveLength(2);
			expect(emulator.requests({ method: 'POST', path: '/hooks/*' })).toHaveLength(2);
		} finally {
			await example.unpublish();
		}
	});

	it("'nightly-scoring' scores the runs of the day, and alerts when they are worse than usual", async () => {
		const { client, emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'nightly-scoring', 'support');
		const night = async () => {
			const execution = await client.ended(await example.start('Every Night'));
			expect(errorOf(execution)).toBeUndefined();
			return execution;
		};
		emulator.createScores(20, { name: 'nightly_quality', value: 0.9 });
		// Others' runs, failed runs and those of the days before do not count.
		emulator.finishExecutions(2, { agentId: emulator.ids.agents.chain, output: {} });
		emulator.finishExecutions(2, { status: 'failed' });
		emulator.finishExecutions(2, { at: new Date(Date.now() - 2 * 86_400_000) });
		const today = emulator.finishExecutions(3);

		const good = await night();
		expect(jsonOf(good, 'Score').map(({ trace_id }) => trace_id)).toEqual(
			expect.arrayContaining(today.map(({ trace_id }) => trace_id)),
		);
		const counted = jsonOf(good, 'Score').length;
		expect(jsonOf(good, 'Mean of All Days')).toEqual([
			expect.objectContaining({ name: 'nightly_quality', count: 20 + counted }),
		]);
		expect(good.data.resultData.runData.Alert).toBeUndefined();

		emulator.finishExecutions(12, { durationMs: 20_000 });
		const bad = await night();
		expect(jsonOf(bad, 'Score')).toHaveLength(counted + 12);
		expect(jsonOf(bad, 'Alert')).toEqual([
			{ text: expect.stringMatching(/^Quality fell to 0\.\d\d today; the mean of all days is 0\.\d\d\.$/) },
		]);
	});

	it("'chat-with-memory' knows the articles and what was said before", async () => {
		const { client, emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'chat-with-memory', 'support', {
			Chat: { public: true },
		});
		const [trigger] = example.saved.nodes.filter(({ name }) => name === 'Chat');
		expect(errorOf(await client.ended(await example.start('Load Knowledge')))).toBeUndefined();
		expect(
			emulator.store.memories.where(
				({ memory_type: type, importance }) => type === 'semantic' && importance === 1,
			),
		).toHaveLength(2);
		await example.publish();
		try {
			const say = async (chatInput: string) => {
				const said = { action: 'sendMessage', sessionId: `about ${chatInput}`, chatInput };
				const answer = await client.webhook(`${trigger?.webhookId}/chat`, said);
				expect(answer.status).toBe(200);
				return ((await answer.json()) as { output: string }).output;
			};
			expect(await say('My dog')).toBe('Support Agent heard: My dog');
			expect(await say('my dog')).toBe('Support Agent heard: You remember: The user said: My dog\nmy dog');
			expect(await say('refunds are paid')).toBe(
				'Support Agent heard: You remember: Refunds are paid within five working days, to the card that was charged.\nrefunds are paid',
			);
			const memories = emulator.store.memories.where(({ content }) => content.startsWith('The user said'));
			expect(memories.map(({ content }) => content).sort()).toEqual([
				'The user said: My dog',
				'The user said: my dog',
				'The user said: refunds are paid',
			]);
			for (const memory of memories) {
				expect(memory).toMatchObject({ memory_type: 'conversation', chat_session_id: expect.any(String) });
			}
		} finally {
			await example.unpublish();
		}
	});
});
