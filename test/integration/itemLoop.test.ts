import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';

const emulator = useEmulator();
const agent = agentRunner(emulator);

const people = (count: number) =>
	Array.from({ length: count }, (_item, index) => ({ name: `N${index}`, question: 'Q' }));
/** Fails validation by the agent's input schema. */
const BAD = { name: 5, question: 'Q' };

test('every item gives its own result, paired and in the order of the input, however long each takes', async () => {
	const { support } = emulator.current.ids.agents;
	emulator.current.fault({ path: `/api/v1/agents/${support}/execute`, delayMs: 120, times: 2 });
	const { outputs, json } = await agent.execute({ items: people(7) });
	expect(json.map(({ output }) => output)).toEqual(
		people(7).map(({ name }) => expect.stringContaining(`Hello ${name},`)),
	);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(people(7).map((_item, item) => ({ item })));
});

test('no more items are in flight than the option says', async () => {
	emulator.current.settings.latencyMs = 40;
	await agent.execute({ items: people(6), parameters: { options: { itemsInFlight: 2 } } });
	const times = emulator.current.requests().map(({ at }) => at);
	expect(times).toHaveLength(6);
	for (let index = 2; index < times.length; index += 1)
		expect(times[index] - times[index - 2]).toBeGreaterThanOrEqual(30);
});

test('parameters are evaluated for each item', async () => {
	const { ids } = emulator.current;
	const { json } = await agent.run(
		'get',
		{ agentId: byId('={{ $json.id }}') },
		{ items: [{ id: ids.agents.flaky }, { id: ids.agents.support }] },
	);
	expect(json.map(({ id }) => id)).toEqual([ids.agents.flaky, ids.agents.support]);
});

describe('with Continue on error', () => {
	test('a failed item becomes an item with a typed error, and the others succeed', async () => {
		const [first, last] = people(2);
		const { json, error } = await agent.execute({
			items: [first, BAD, last],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ status: 'completed' }),
			{
				error: expect.objectContaining({ type: 'ValidationError', statusCode: 400, code: 'bad_request' }),
				message: expect.any(String),
			},
			expect.objectContaining({ status: 'completed' }),
		]);
	});

	test('a failed item goes to the error output with its input and a typed error', async () => {
		const [first, last] = people(2);
		const { outputs } = await agent.execute({ items: [first, BAD, last], onError: 'continueErrorOutput' });
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toEqual([
			{
				json: {
					...BAD,
					message: expect.any(String),
					error: expect.objectContaining({
						message: expect.any(String),
						type: 'ValidationError',
						statusCode: 400,
					}),
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('a bad parameter is the error of its item only', async () => {
		const { json } = await agent.run(
			'get',
			{ agentId: byId('={{ $json.id }}') },
			{ items: [{ id: '' }, { id: emulator.current.ids.agents.support }], onError: 'continueRegularOutput' },
		);
		expect(json[0].error).toMatchObject({ type: 'ValidationError', message: "The field 'Agent' is empty" });
		expect(json[1]).toMatchObject({ id: emulator.current.ids.agents.support });
	});

	test('an option that cannot be evaluated is the error of its item only', async () => {
		const timeout = "={{ $json.bad ? $('Nowhere').item.json.seconds : 5 }}";
		const { json } = await agent.get({
			items: [{ bad: true }, {}],
			parameters: { options: { timeout } },
			onError: 'continueRegularOutput',
		});
		expect(json).toEqual([
			{
				error: expect.objectContaining({ message: expect.stringContaining('Referenced node') }),
				message: expect.any(String),
			},
			expect.objectContaining({ id: emulator.current.ids.agents.support }),
		]);
	});

	test('a credential that cannot be used fails each item: none goes on as if all were well', async () => {
		const credential = { ...emulator.credential(), baseUrl: 'nowhere' };
		const items = people(2);
		const { outputs } = await agent.execute({ items, credential, onError: 'continueErrorOutput' });
		expect(outputs).toEqual([
			[],
			items.map((json, item) => ({
				json: {
					...json,
					error: expect.objectContaining({ type: 'ValidationError' }),
					message: expect.any(String),
				},
				pairedItem: { item },
			})),
		]);
	});
});

describe('without it', () => {
	test('the first failure stops the node, starts no further item and says which item it was', async () => {
		const { error } = await agent.execute({
			items: [people(1)[0], BAD, ...people(20)],
			parameters: { options: { itemsInFlight: 1 } },
		});
		expect(error?.message).toContain('[item 1]');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(emulator.current.requests()).toHaveLength(2);
	});

	test('an expression that finds nothing is told as an empty field, and nothing is sent', async () => {
		const { error } = await agent.run('get', { agentId: byId('={{ $json.a.b.c }}') }, { items: [{}] });
		expect(error?.message).toContain("The field 'Agent' is empty");
		expect(emulator.current.requests()).toHaveLength(0);
	});
});

test('input items stay as they were, files included', async () => {
	const item = { name: 'Ada', question: 'Q', context: { a: 1 } };
	const binary = { data: { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' } };
	const { run, outputs } = await agent.execute({ items: [item], binary });
	const [input] = run.data.resultData.runData.Start[0].data?.main[0] ?? [];
	expect(input).toMatchObject({
		json: item,
		binary: { data: { mimeType: 'text/plain', fileName: 'hi.txt' } },
	});
	expect(outputs[0][0].binary).toBeUndefined();
});
