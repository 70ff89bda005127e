import { errorOf, jsonOf, type Execution } from '../host';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { useFixture } from '../support/n8n/fixture';

// n8n looks for due executions once a minute.
jest.setTimeout(150_000);

const ENDED = new Set(['success', 'error', 'crashed']);
const WAKES_WITHIN_SECONDS = 90;

describe('The example', () => {
	const fixture = useFixture();

	it("'support-triage' answers by itself, but asks a person before it promises a refund", async () => {
		const { client, emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'support-triage', 'triage', {
			'Wait for Decision': { sleepInterval: 0.02 },
		});
		await example.publish();
		const tickets = [
			{ name: 'Ada', question: 'Where is my order?' },
			{ name: 'Grace', question: 'I want a refund.' },
			{ name: 'Linus', question: 'Refund all of it!' },
		];
		try {
			for (const ticket of tickets) {
				const answer = await client.webhook('support-ticket', ticket);
				expect(answer.status).toBe(200);
			}
			const [answered] = await example.executionsWith('Send Answer', 1, ['success']);
			expect(answered && jsonOf(answered, 'Send Answer')).toEqual([
				{ to: 'Ada', answer: 'Hello Ada, about "Where is my order?": we are looking into it.' },
			]);
			expect(answered?.data.resultData.runData['Wait for Decision']).toBeUndefined();

			const asking = await example.executionsWith('Draft Answer', 2, ['waiting']);
			const approvals = emulator.store.approvals.where(({ checkpoint_name }) => checkpoint_name === 'answer');
			expect(approvals).toHaveLength(2);
			for (const { id, payload } of approvals) {
				const { name } = (payload as { input: { name: string } }).input;
				emulator.decide(id, name === 'Grace' ? 'approved' : 'rejected', name);
			}
			const ended: Execution[] = [];
			for (const { id } of asking) ended.push(await client.ended(id, ENDED, WAKES_WITHIN_SECONDS));
			for (const execution of ended) expect(errorOf(execution)).toBeUndefined();
			const left = (node: string) =>
				ended.filter(({ data }) => data.resultData.runData[node]).flatMap((one) => jsonOf(one, node));
			expect(left('Send Approved Answer')).toEqual([
				{ to: 'Grace', answer: 'Hello Grace, about "I want a refund.": we are looking into it.' },
			]);
			expect(left('Answer by Hand')).toEqual([{ to: 'Linus', question: 'Refund all of it!', why: 'Linus' }]);
			expect(emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' })).toHaveLength(3);
		} finally {
			await example.unpublish();
		}
	});
});
