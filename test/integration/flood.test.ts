import type { FaultRule } from '../emulator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';

const emulator = useEmulator();
const agent = agentRunner(emulator);
const MB = 1024 * 1024;
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

jest.setTimeout(60_000);

const floods: Array<[string, FaultRule]> = [
	['without end', { flood: 'plain', status: 200 }],
	['of little gzip that grows a thousandfold', { flood: 'gzip', status: 200 }],
];

describe.each(floods)('an answer %s', (_name, fault) => {
	test('is given up at 50 MB, and the error names the limit', async () => {
		emulator.current.fault(fault);
		const { json } = await agent.get({ onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({
			type: 'ServerError',
			message: expect.stringContaining('larger than 50 MB'),
			code: 'ERR_BODY_TOO_LARGE',
		});
		expect(emulator.current.requests()).toHaveLength(1);
	});

	test('to what starts something leaves the outcome unknown', async () => {
		emulator.current.fault({ ...fault, when: 'after' });
		const { json } = await agent.execute({ onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({ type: 'ServerError', outcomeUnknown: true });
	});

	test('to a refusal is told by its status, and the text names the limit', async () => {
		emulator.current.fault({ ...fault, status: 403 });
		const { json } = await agent.get({ onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({
			type: 'ForbiddenError',
			statusCode: 403,
			description: expect.stringContaining('larger than 1 MB'),
		});
	});

	test('in place of a stream is given up, and the run is settled by its execution', async () => {
		emulator.current.settings.asyncRunMs = 1;
		emulator.current.fault({ ...fault, path: '/api/v1/executions/*/stream' });
		const { json } = await agent.execute({ parameters: { options: { includeEvents: true } } });
		expect(json[0]).toMatchObject({ status: 'completed' });
	});
});

test.each([
	[49, true],
	[51, false],
])('what comes in an event stream after %i MB is read: %p', async (size, isRead) => {
	emulator.current.settings.asyncRunMs = 1;
	const comments = `: ${'x'.repeat(1021)}\n`.repeat(size * 1024);
	emulator.current.fault({
		path: '/api/v1/executions/*/stream',
		status: 200,
		contentType: 'text/event-stream',
		body: `${comments}\nevent: content\ndata: {"content": "after it"}\n\nevent: done\ndata: {}\n\n`,
	});
	const chunks: unknown[] = [];
	const { json } = await agent.execute({ onChunk: ({ content }) => void chunks.push(content) });
	expect(chunks.includes('after it')).toBe(isRead);
	// The stream is not what the outcome is known by.
	expect(json[0]).toMatchObject({ status: 'completed' });
});

test('an answer of 40 MB is read', async () => {
	const description = 'x'.repeat(40 * MB);
	emulator.current.fault({ body: { data: { id: 'large', description } }, status: 200 });
	const { json } = await agent.get({ parameters: { simplify: false } });
	expect(String(json[0].description)).toHaveLength(description.length);
});

test('an answer of 5,000 levels is a typed error that names the limit', async () => {
	emulator.current.fault({ body: `{"data": {"id": "deep", "config": ${deep(5000)}}}`, status: 200 });
	const { json } = await agent.get({ onError: 'continueRegularOutput', parameters: { simplify: false } });
	expect(json[0].error).toMatchObject({
		type: 'ServerError',
		message: expect.stringContaining('more than 500 levels'),
	});
});

test('a refusal whose details have 5,000 levels keeps its type, and the levels that can be shown', async () => {
	const body = `{"error": {"code": "invalid", "message": "No", "details": {"a": "shown", "b": ${deep(5000)}}}}`;
	emulator.current.fault({ body, status: 400 });
	const { json } = await agent.get({ onError: 'continueRegularOutput' });
	expect(json[0].error).toMatchObject({ type: 'ValidationError', details: { a: 'shown' } });
});

test('a refusal whose text is a megabyte of open brackets takes no longer than another one', async () => {
	const before = process.cpuUsage();
	for (const text of ['<', '<style', '<a <b', ' ', '\n ', '\u00a0']) {
		const message = text.repeat(Math.floor((MB - 200) / text.length));
		emulator.current.fault({ body: { error: { code: 'invalid', message } }, status: 400, times: 1 });
		const { json } = await agent.get({ onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({ type: 'ValidationError' });
	}
	// In CPU time, which other processes do not add to: a second is a hundred times what it takes, and 1 MB took minutes.
	expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
});
