import type { IDataObject, INode, OnError } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';

const emulator = useEmulator();
const agent = agentRunner(emulator);

/** n8n takes a wait of 0 for one of a second. */
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const PEOPLE = ['One', 'Two', 'Three'].map((name) => ({ name, question: 'Q' }));

const executePath = () => `/api/v1/agents/${emulator.current.ids.agents.support}/execute`;
/** How often an agent was started for each of the people. */
const starts = (): Record<string, number> =>
	Object.fromEntries(
		PEOPLE.map(({ name }) => [
			name,
			emulator.current.requests().filter(({ method, body }) => {
				const input = (body as { input?: IDataObject } | undefined)?.input;
				return method === 'POST' && input?.name === name;
			}).length,
		]),
	);
const runs = () =>
	emulator.current.store.executions
		.where(({ input }) => PEOPLE.some(({ name }) => name === input.name))
		.map(({ input }) => input.name)
		.sort();

/** Fails requests that start an agent, from the given one on. */
const failStarts = (fault: FaultRule) =>
	emulator.current.fault({ method: 'POST', path: executePath(), ...fault });
const oneByOne = (settings: object = RETRY, onError?: OnError, more: object = {}) =>
	agent.execute({
		...more,
		items: PEOPLE,
		settings,
		onError,
		parameters: { options: { itemsInFlight: 1, retryBudget: 0 } },
	});

describe('a further try', () => {
	test('starts what was refused, and hands out again what succeeded', async () => {
		failStarts({ status: 429, skip: 1, times: 1 });
		const { json, error } = await oneByOne();
		expect(error).toBeUndefined();
		expect(json.map(({ output }) => output)).toEqual(
			PEOPLE.map(({ name }) => expect.stringContaining(`Hello ${name},`)),
		);
		expect(starts()).toEqual({ One: 1, Two: 2, Three: 1 });
		expect(runs()).toEqual(['One', 'Three', 'Two']);
	});

	const open: Array<[string, FaultRule]> = [
		['whose outcome is unknown', { status: 500, when: 'after' }],
		['whose connection broke', { reset: 'beforeHeaders', when: 'after' }],
	];
	test.each(open)('never starts an item %s again, nor any other, and says so', async (_name, fault) => {
		failStarts({ ...fault, skip: 1, times: 1 });
		const { error } = await oneByOne();
		expect(error?.message).toContain('[item 1]');
		expect(error?.description).toContain('Retry On Fail does not start it a second time');
		expect(starts()).toEqual({ One: 1, Two: 1, Three: 0 });
	});

	test('does not start a run again that has failed', async () => {
		const { flaky } = emulator.current.ids.agents;
		const failing = () => emulator.current.requests().filter(({ method }) => method === 'POST');
		const { error } = await agent.execute({
			items: [{ fail: true }],
			settings: RETRY,
			parameters: { agentId: byId(flaky), runMode: 'poll' },
		});
		expect(error?.message).toContain('The model refused to answer');
		expect(error?.description).toContain('Retry On Fail does not start it a second time');
		expect(failing()).toHaveLength(1);
	});

	test('does not start a run again that could not be followed', async () => {
		emulator.current.fault({ method: 'GET', path: '/api/v1/executions/*', status: 403 });
		const { error } = await agent.execute({
			items: PEOPLE.slice(0, 1),
			settings: RETRY,
			parameters: { runMode: 'poll' },
		});
		expect(error?.description).toContain('The run was started all the same');
		expect(starts()).toEqual({ One: 1, Two: 0, Three: 0 });
	});

	test('repeats a read', async () => {
		emulator.current.fault({ method: 'GET', status: 503, times: 2 });
		const { json, error } = await agent.get({ settings: RETRY, parameters: { options: { retryBudget: 0 } } });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});
});

describe.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])('with %s', (onError) => {
	test('a further try starts only what was refused', async () => {
		failStarts({ status: 429, times: 1 });
		const { outputs } = await oneByOne(RETRY, onError);
		expect(outputs[0].map(({ json }) => json.status)).toEqual(['completed', 'completed', 'completed']);
		expect(starts()).toEqual({ One: 2, Two: 1, Three: 1 });
	});

	test('what may have run stays an error item', async () => {
		failStarts({ status: 500, when: 'after', times: 1 });
		const { outputs } = await oneByOne(RETRY, onError);
		expect(outputs.flat().map(({ json }) => json.error ?? null)).toContainEqual(
			expect.objectContaining({
				outcomeUnknown: true,
				description: expect.stringContaining('Retry On Fail does not start it a second time'),
			}),
		);
		expect(starts()).toEqual({ One: 1, Two: 1, Three: 1 });
	});

	test('a credential that is unusable at a further try loses nothing that succeeded before', async () => {
		failStarts({ status: 429, times: 1 });
		const { apiKey, url } = emulator.current;
		const credential = {
			apiKey,
			get baseUrl() {
				return emulator.current.requests().length < PEOPLE.length ? url : 'nowhere';
			},
		};
		const { outputs } = await oneByOne(RETRY, onError, { credential });
		expect(outputs.flat().map(({ json }) => json.status ?? (json.error as IDataObject).type)).toEqual(
			expect.arrayContaining(['ValidationError', 'completed', 'completed']),
		);
		expect(runs()).toEqual(['Three', 'Two']);
	});
});

test('every round of a loop starts its agents, however much alike the rounds are', async () => {
	const { run } = await agent.execute({ items: PEOPLE, settings: RETRY, rounds: 3 });
	expect(run.data.resultData.runData['Under Test']).toHaveLength(3);
	expect(starts()).toEqual({ One: 3, Two: 3, Three: 3 });
});

describe('a field `error` of a success', () => {
	const rows = [
		{ error: '', message: 'all is well' },
		{ error: 'disk full', message: 'as the table says', reported_error: 1 },
	];
	const queries = () => emulator.current.requests({ path: /query$/ });
	const query = (settings: Partial<INode>) => {
		emulator.current.fault({ path: /query$/, status: 200, body: { data: { columns: [], rows } } });
		return runNode({
			type: 'promptRailsWorkspace',
			credential: emulator.credential(),
			parameters: {
				resource: 'dataSource',
				operation: 'query',
				dataSourceId: byId(emulator.current.ids.dataSources.customers),
			},
			settings,
		});
	};

	test('keeps its name where n8n reads nothing into it', async () => {
		expect((await query({ onError: 'continueRegularOutput' })).json).toEqual(rows);
	});

	const misread: Array<[string, Partial<INode>]> = [
		['Retry On Fail', RETRY],
		['an error output', { onError: 'continueErrorOutput' }],
	];
	test.each(misread)(
		'is renamed with %s: nothing is repeated, and no row is lost',
		async (_name, settings) => {
			const { outputs } = await query(settings);
			expect(outputs.map((items) => items.map(({ json }) => json)).filter(({ length }) => length)).toEqual([
				[
					{ message: 'all is well', reported_error: '' },
					{ message: 'as the table says', reported_error: 1, reported_error_: 'disk full' },
				],
			]);
			expect(queries()).toHaveLength(1);
		},
	);
});
