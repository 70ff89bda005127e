import { until } from '../../support/engine/until';
import { openStream } from './streamClient';
import { useEmulator } from './useEmulator';

const emulator = useEmulator({ longRunMs: 60_000 });

beforeEach(() => Object.assign(emulator.api.settings, { streamDeltaMs: 0, streamHeartbeatMs: 5 }));

const finished = () => `/api/v1/executions/${emulator.api.ids.executions.completed}/stream`;
const recorded = () => emulator.api.requests({ path: '/api/v1/**/stream' })[0];
const open = () => openStream(emulator.api, finished());
const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a run that takes for ever and returns the paths of its stream and of its cancelling. */
async function startSlow() {
	const path = `/api/v1/agents/${emulator.api.ids.agents.slow}/execute`;
	const { body } = await emulator.call('POST', path, { input: { topic: 'owls' }, sync: false });
	const execution = `/api/v1/executions/${body.data.execution_id}`;
	return { id: `${body.data.execution_id}`, stream: `${execution}/stream`, cancel: `${execution}/cancel` };
}

describe('a stream that stalls', () => {
	it('says nothing more, with the connection open, until the client leaves', async () => {
		emulator.api.settings.stream = { stall: { afterDeltas: 2 } };
		const stream = await open();
		await stream.until((text) => text.includes('Ada'));
		await soon(30);
		expect(stream.text().match(/event: content/g)).toHaveLength(2);
		expect(stream.text()).not.toMatch('heartbeat');
		expect(recorded().closedByClientAt).toBeUndefined();
		stream.leave();
		await until(() => recorded().closedByClientAt !== undefined);
	});

	it('can go on with comments', async () => {
		emulator.api.settings.stream = { stall: { afterEvents: 1, heartbeats: true } };
		const stream = await open();
		await stream.until((text) => text.split(': heartbeat\n\n').length > 4);
		expect(stream.text().match(/event: /g)).toHaveLength(1);
		stream.leave();
	});

	it('can have said everything but the end', async () => {
		emulator.api.settings.stream = { stall: { afterDeltas: 999 } };
		const stream = await open();
		await stream.until((text) => text.includes(' it.'));
		expect(stream.text()).not.toMatch('event: done');
		stream.leave();
	});

	it('can even keep the connection after done', async () => {
		emulator.api.settings.stream = { keepOpen: true };
		const stream = await open();
		await stream.until((text) => text.includes('event: done'));
		stream.leave();
		await until(() => recorded().closedByClientAt !== undefined);
	});
});

describe('a stream that breaks', () => {
	it.each([0, 1, 100, 321])('is cut after exactly %i bytes', async (cutAtByte) => {
		emulator.api.settings.stream = { cutAtByte };
		const stream = await open();
		expect(await stream.ended).toBe('cut');
		expect(Buffer.concat(stream.chunks)).toHaveLength(cutAtByte);
		expect(recorded().closedByClientAt).toBeUndefined();
	});

	it('ends in good order after so many bytes, without done', async () => {
		emulator.api.settings.stream = { endAtByte: 200 };
		const stream = await open();
		expect(await stream.ended).toBe('end');
		expect(Buffer.concat(stream.chunks)).toHaveLength(200);
	});

	it('is cut in the middle of separate writes too', async () => {
		emulator.api.settings.stream = { cutAtByte: 50, writes: 'bytes' };
		const stream = await open();
		expect(await stream.ended).toBe('cut');
		expect(Buffer.concat(stream.chunks)).toHaveLength(50);
	});

	it('does not stop its run', async () => {
		emulator.api.settings.stream = { cutAtByte: 20 };
		const { id, stream } = await startSlow();
		expect(await (await openStream(emulator.api, stream)).ended).toBe('cut');
		expect(emulator.api.store.executions.get(id)?.status).toBe('running');
	});

	it('can be refused at the start', async () => {
		emulator.api.fault({ path: '**/stream', status: 403 });
		const { response } = await open();
		expect(response.statusCode).toBe(403);
		expect(response.headers['content-type']).toMatch('application/json');
	});
});

describe('the record of a stream', () => {
	it('says when each frame was written, and how long it was', async () => {
		const stream = await open();
		await stream.ended;
		const frames = recorded().frames!;
		expect(frames.map(({ event }) => event).slice(0, 4)).toEqual([
			'comment',
			'thinking',
			'tool_start',
			'tool_end',
		]);
		expect(frames.at(-1)?.event).toBe('done');
		expect(frames.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(Buffer.concat(stream.chunks).length);
		// By two clocks of this machine: milliseconds since the epoch, both of them.
		expect(Math.abs(frames[0].at - recorded().at)).toBeLessThan(60_000);
		expect(frames.every(({ at }, index) => index === 0 || at >= frames[index - 1].at)).toBe(true);
	});

	it('has the comments that bridge a slow pace', async () => {
		emulator.api.settings.streamDeltaMs = 60_000;
		const stream = await openStream(emulator.api, (await startSlow()).stream);
		await stream.until((text) => text.split(': heartbeat\n\n').length > 2);
		stream.leave();
		expect(stream.text()).not.toMatch('event:');
	});

	it('reaches other processes', async () => {
		await (
			await open()
		).ended;
		const { body } = await emulator.call('GET', '/__emulator/requests?path=/api/v1/**');
		expect(body[0].frames[0]).toMatchObject({ event: 'comment', bytes: 13 });
	});
});

describe('cancelling an execution', () => {
	it('is unknown unless it is switched on', async () => {
		const reply = await emulator.call('POST', (await startSlow()).cancel, {});
		expect(reply).toMatchObject({ status: 404, text: '404 page not found' });
	});

	it('is asked for, then done, and ends the stream with an error', async () => {
		emulator.api.settings.cancelRoute = true;
		const { id, stream: path, cancel } = await startSlow();
		const stream = await openStream(emulator.api, path);
		const reply = await emulator.call('POST', cancel, {});
		expect(reply.status).toBe(200);
		expect(reply.body.data.status).toBe('cancel_requested');
		await emulator.api.runSettled(id);
		expect(emulator.api.store.executions.get(id)?.status).toBe('cancelled');
		expect(await stream.ended).toBe('end');
		expect(stream.text()).toMatch(/event: error\ndata: {"message":"execution cancelled"}\n\n$/);
	});

	it('is cut short while deltas still flow', async () => {
		Object.assign(emulator.api.settings, { cancelRoute: true, streamDeltaMs: 60_000 });
		const { stream: path, cancel } = await startSlow();
		const stream = await openStream(emulator.api, path);
		await emulator.call('POST', cancel);
		await stream.ended;
		expect(stream.text()).toMatch('execution cancelled');
	});

	it('is refused once the run has ended', async () => {
		emulator.api.settings.cancelRoute = true;
		const path = `/api/v1/executions/${emulator.api.ids.executions.completed}/cancel`;
		expect((await emulator.call('POST', path)).status).toBe(400);
		expect((await emulator.call('POST', '/api/v1/executions/nothing/cancel')).status).toBe(404);
	});
});
