import { startEmulator } from '../../emulator';
import { until } from '../../support/engine/until';
import { useEmulator } from './useEmulator';

const emulator = useEmulator({ longRunMs: 20_000 });

describe('the control interface', () => {
	it('shows where things are, without a key', async () => {
		const response = await fetch(`${emulator.api.url}/__emulator`);
		expect(await response.json()).toMatchObject({
			apiKey: 'pr_key_emulator',
			ids: { agents: { support: emulator.api.ids.agents.support } },
		});
	});

	it('lists and forgets recorded requests, but not its own', async () => {
		await emulator.call('GET', '/api/v1/agents');
		const { body } = await emulator.call('GET', '/__emulator/requests?path=/api/**');
		expect(body).toHaveLength(1);
		expect((await emulator.call('DELETE', '/__emulator/requests')).status).toBe(204);
		expect(emulator.api.requests()).toEqual([]);
	});

	it('switches faults on and off', async () => {
		expect((await emulator.call('POST', '/__emulator/faults', { status: 503, path: '/health' })).status).toBe(
			201,
		);
		expect((await emulator.call('GET', '/health')).status).toBe(503);
		await emulator.call('DELETE', '/__emulator/faults');
		expect((await emulator.call('GET', '/health')).status).toBe(200);
	});

	it('refuses a fault rule that it does not understand', async () => {
		expect((await emulator.call('POST', '/__emulator/faults', { state: 503 })).status).toBe(400);
	});

	it('changes settings, and lifts a rate limit with null', async () => {
		await emulator.call('POST', '/__emulator/settings', { streamDeltaMs: 1, rateLimit: { perSecond: 5 } });
		expect(emulator.api.settings).toMatchObject({ streamDeltaMs: 1, rateLimit: { perSecond: 5 } });
		await emulator.call('POST', '/__emulator/settings', { rateLimit: null });
		expect(emulator.api.settings.rateLimit).toBeUndefined();
	});

	it('resets everything', async () => {
		const { agents } = emulator.api.ids;
		emulator.api.fault({ path: '/health', status: 500 });
		emulator.api.settings.chatReplyShape = 'pair';
		await emulator.call('DELETE', `/api/v1/agents/${agents.support}`);
		await emulator.call('POST', '/__emulator/reset');
		expect((await emulator.call('GET', `/api/v1/agents/${agents.support}`)).status).toBe(200);
		expect((await emulator.call('GET', '/health')).status).toBe(200);
		expect(emulator.api.settings.chatReplyShape).toBe('message');
		expect(emulator.api.requests()).toHaveLength(2);
	});
});

describe('starting and stopping', () => {
	it('gives every emulator the same ids and its own state', async () => {
		const other = await startEmulator({ apiKey: 'mine' });
		expect(other.ids).toEqual(emulator.api.ids);
		other.store.agents.clear();
		expect(emulator.api.store.agents.all()).toHaveLength(30);
		await other.close();
	});

	it('closes at once, whatever is under way', async () => {
		const other = await startEmulator({ latencyMs: 0, longRunMs: 60_000 });
		other.fault({ path: '/health', hang: true });
		const body = JSON.stringify({ input: { topic: 'owls' } });
		const headers = { 'X-API-Key': other.apiKey };
		const waiting = [
			fetch(`${other.url}/health`),
			fetch(`${other.url}/api/v1/agents/${other.ids.agents.slow}/execute`, { method: 'POST', body, headers }),
		];
		const ended = Promise.allSettled(waiting);
		await until(() => other.requests().length === 2);
		await other.close();
		expect((await ended)[0].status).toBe('rejected');
	});

	it('resets while runs are under way', async () => {
		const path = `/api/v1/agents/${emulator.api.ids.agents.slow}/execute`;
		const waiting = emulator.call('POST', path, { input: { topic: 'owls' } });
		await until(() => emulator.api.store.executions.where(({ status }) => status === 'running').length === 1);
		emulator.api.reset();
		expect((await waiting).body.data.status).toBe('cancelled');
	});

	it('leaves nothing of an interrupted chat behind', async () => {
		const { agents } = emulator.api.ids;
		const made = await emulator.call('POST', '/api/v1/chat/sessions', { agent_id: agents.slow });
		const waiting = emulator.call('POST', `/api/v1/chat/sessions/${made.body.data.id}/messages`, {
			content: 'Hi',
		});
		const messages = () => emulator.api.store.chatMessages.all().length;
		await until(() => messages() === 3);
		emulator.api.reset();
		await waiting;
		expect(messages()).toBe(2);
	});
});
