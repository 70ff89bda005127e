import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { errorOf, jsonOf, poll } from '../host';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { startFakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';
import { DESK } from '../support/n8n/reviewWorkflow';

// n8n looks for due executions once a minute.
jest.setTimeout(240_000);

const ENDED = new Set(['success', 'error', 'crashed']);
const WAKES_WITHIN_SECONDS = 150;

/** A shop that refunds orders. */
async function startShop() {
	const refunds: string[] = [];
	const server = createServer((request, response) => {
		request.setEncoding('utf8');
		let text = '';
		request.on('data', (chunk: string) => (text += chunk));
		request.on('end', () => {
			refunds.push(text);
			response.setHeader('content-type', 'application/json').end('{"refunded": true}');
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const { port } = server.address() as AddressInfo;
	const close = async () => {
		server.closeAllConnections();
		await once(server.close(), 'close');
	};
	return { url: `http://127.0.0.1:${port}/refunds`, refunds, close };
}

describe('The example', () => {
	const fixture = useFixture({ resets: false });

	/** Decides on what an agent asks about an order, when it does. */
	async function decide(amount: number, decision: 'approved' | 'rejected', reason?: string): Promise<void> {
		const { emulator } = fixture;
		const asked = () =>
			emulator.store.approvals.where(
				({ payload, status }) =>
					status === 'pending' && (payload.input as { amount?: number } | undefined)?.amount === amount,
			)[0];
		const { id } = await poll(() => Promise.resolve(asked()), { what: 'an approval', timeoutSeconds: 60 });
		emulator.decide(id, decision, reason);
	}

	async function ask() {
		const example = await ExampleWorkflow.import(fixture, 'ask-and-wait-for-days', 'refund', {
			'Ask and Wait': { sleepInterval: 0.02 },
		});
		return await example.start('Start');
	}

	async function review(amount: number) {
		const { client } = fixture;
		const given = { toolParameters: { order_id: 'A-1042', amount }, hitlParameters: {} };
		const [model, shop] = [await startFakeChatModel(given), await startShop()];
		const openAiApi = await client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const chatted = [{ json: { sessionId: 'one', action: 'sendMessage', chatInput: 'Refund A-1042' } }];
		const example = await ExampleWorkflow.import(
			fixture,
			'review-ai-agent-tools',
			'refund',
			{ [DESK]: { sleepInterval: 0.02 }, 'Refund Order': { url: shop.url } },
			{ Chat: chatted },
			{ Model: { openAiApi } },
		);
		const close = async () => {
			await Promise.all([model.close(), shop.close()]);
		};
		return { id: await example.start('Chat'), shop, close };
	}

	const ended = async (id: string) => {
		const execution = await fixture.client.ended(id, ENDED, WAKES_WITHIN_SECONDS);
		expect(errorOf(execution)).toBeUndefined();
		return execution;
	};

	it("'ask-and-wait-for-days' and 'review-ai-agent-tools' go on when people have decided", async () => {
		const asked = await ask();
		await decide(129.5, 'approved');
		const refusing = await ask();
		await decide(129.5, 'rejected', 'too much');
		const [yes, no] = [await review(1), await review(2)];
		await decide(1, 'approved');
		await decide(2, 'rejected', 'Not this customer');

		expect(jsonOf(await ended(asked), 'Refund Done')).toEqual([
			{ order_id: 'A-1042', result: 'The refund of 129.5 for order A-1042 is on its way.' },
		]);
		expect(jsonOf(await ended(refusing), 'Refund Refused')).toEqual([
			{ order_id: 'A-1042', reason: 'too much' },
		]);
		expect(jsonOf(await ended(yes.id), 'Send Answer')).toEqual([
			{ output: expect.stringContaining('refunded') },
		]);
		expect(yes.shop.refunds).toEqual(['{"order_id":"A-1042","amount":1}']);
		expect(jsonOf(await ended(no.id), 'Send Answer')).toEqual([
			{ output: expect.stringContaining('Not this customer') },
		]);
		expect(no.shop.refunds).toEqual([]);
		await Promise.all([yes.close(), no.close()]);
	});
});
