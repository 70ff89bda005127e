import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { OddityName } from '../emulator/oddities';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeRun, runNode } from '../support/engine/runNode';

const SESSIONS = '/api/v1/chat/sessions';
const HOUR_MS = 3_600_000;

describe.each([1, 2] as const)('a chat by key, on a server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });
	const odd = (...names: OddityName[]) => (emulator.current.settings.oddities = new Set(names));

	/** Says something in an execution of its own. */
	const say = async (
		sessionKey: string,
		content: string,
		parameters: INodeParameters = {},
		options: Partial<NodeRun> = {},
	) =>
		await runNode({
			type: 'promptRailsChat',
			credential: emulator.credential(),
			parameters: {
				resource: 'message',
				operation: 'send',
				sessionMode: 'key',
				agentId: byId(emulator.current.ids.agents.support),
				sessionKey,
				content,
				...parameters,
			},
			...options,
		});
	const sessionOf = async (...args: Parameters<typeof say>): Promise<string> => {
		const { json, error } = await say(...args);
		expect(error).toBeUndefined();
		return String(json[0].session_id);
	};
	const started = () =>
		emulator.current.store.chatSessions.where(({ title }) => title.startsWith('n8n chat'));
	const saidIn = (sessionId: string) =>
		emulator.current.store.chatMessages
			.where(({ session_id, role }) => session_id === sessionId && role === 'user')
			.map(({ content }) => content)
			.reverse();
	const calls = () =>
		emulator.current
			.requests()
			.map(({ method, path }) => `${method} ${path}`)
			.filter((call) => call.includes('/chat/'));
	const newerSessions = (count: number, agentId: string) => {
		const { store, ids } = emulator.current;
		const seeded = store.chatSessions.get(ids.chatSessions.ada)!;
		for (let index = 0; index < count; index += 1) {
			store.chatSessions.insert({ ...seeded, ...store.ownedStamp(), agent_id: agentId, title: 'Other' });
		}
	};

	test('starts a session that names the key, and goes on with it in later executions', async () => {
		const first = await sessionOf('visitor-1', 'one');
		expect(await sessionOf('visitor-1', 'two')).toBe(first);
		expect(await sessionOf('visitor-1', 'three')).toBe(first);
		expect(started()).toMatchObject([
			{ id: first, title: 'n8n chat visitor-1', metadata: { n8n: { session: 'visitor-1' } } },
		]);
		expect(saidIn(first)).toEqual(['one', 'two', 'three']);
	});

	test('keeps keys, and agents of one key, apart', async () => {
		const { support, polyglot } = emulator.current.ids.agents;
		const ids = [
			await sessionOf('visitor-1', 'one'),
			await sessionOf('visitor-2', 'one'),
			await sessionOf('visitor-1', 'one', { agentId: byId(polyglot) }),
		];
		expect(new Set(ids).size).toBe(3);
		expect(
			started()
				.map(({ agent_id }) => agent_id)
				.sort(),
		).toEqual([support, support, polyglot].sort());
	});

	test.each<OddityName[]>([['ignoredSessionMetadata'], ['ignoredSessionMetadata', 'ignoredFilters']])(
		'finds the session by its title where metadata is not kept: %s',
		async (...oddities) => {
			odd(...oddities);
			const long = 'x'.repeat(300);
			const first = [await sessionOf('visitor-1', 'one'), await sessionOf(`${long}1`, 'one')];
			expect(await sessionOf(`${long}2`, 'one')).not.toBe(first[1]);
			const { polyglot } = emulator.current.ids.agents;
			await sessionOf('visitor-1', 'one', { agentId: byId(polyglot) });
			expect([await sessionOf('visitor-1', 'two'), await sessionOf(`${long}1`, 'two')]).toEqual(first);
		},
	);

	test('goes on with a session that people gave another title', async () => {
		const first = await sessionOf('visitor-1', 'one');
		const { store } = emulator.current;
		store.chatSessions.update(store.chatSessions.get(first)!, { title: 'Order of Ada' });
		expect(await sessionOf('visitor-1', 'two')).toBe(first);
	});

	test('finds the session behind 499 newer ones of the agent, whatever filters the server ignores', async () => {
		odd('ignoredFilters');
		const first = await sessionOf('visitor-1', 'one');
		const { support, polyglot } = emulator.current.ids.agents;
		newerSessions(499, support);
		newerSessions(50, polyglot);
		expect(await sessionOf('visitor-1', 'two')).toBe(first);
	});

	describe("with n8n's static data of the workflow", () => {
		test('reads the session that it had last instead of the list', async () => {
			const staticData: IDataObject = {};
			const first = await sessionOf('visitor-1', 'one', {}, { staticData });
			expect(calls()[0]).toBe(`GET ${SESSIONS}`);
			const before = calls().length;
			expect(await sessionOf('visitor-1', 'two', {}, { staticData })).toBe(first);
			expect(calls().slice(before)).toEqual([
				`GET ${SESSIONS}/${first}`,
				`POST ${SESSIONS}/${first}/messages`,
			]);
		});

		test('does not go on with what turns out to be the session of another key or agent', async () => {
			const staticData: IDataObject = {};
			const first = await sessionOf('visitor-1', 'one', {}, { staticData });
			const { store, ids } = emulator.current;
			const session = store.chatSessions.get(first)!;
			store.chatSessions.update(session, { metadata: { n8n: { session: 'visitor-2' } } });
			const second = await sessionOf('visitor-1', 'two', {}, { staticData });
			expect(second).not.toBe(first);
			store.chatSessions.update(store.chatSessions.get(second)!, { agent_id: ids.agents.polyglot });
			expect([first, second]).not.toContain(await sessionOf('visitor-1', 'three', {}, { staticData }));
		});

		test.each([400, 403, 404])('looks for the session when the one it had last is a %i', async (status) => {
			const staticData: IDataObject = {};
			const first = await sessionOf('visitor-1', 'one', {}, { staticData });
			emulator.current.fault({ method: 'GET', path: `${SESSIONS}/*`, status, times: 1 });
			expect(await sessionOf('visitor-1', 'two', {}, { staticData })).toBe(first);
		});

		test('starts anew when the session was deleted', async () => {
			const staticData: IDataObject = {};
			const first = await sessionOf('visitor-1', 'one', {}, { staticData });
			emulator.current.store.chatSessions.delete(first);
			const second = await sessionOf('visitor-1', 'two', {}, { staticData });
			expect(second).not.toBe(first);
			expect(await sessionOf('visitor-1', 'three', {}, { staticData })).toBe(second);
		});
	});

	describe('two first messages at the same moment', () => {
		test('make one session', async () => {
			emulator.current.fault({ method: 'POST', path: SESSIONS, delayMs: 50, times: 2 });
			const ids = await Promise.all(['one', 'two', 'three'].map((text) => sessionOf('visitor-1', text)));
			expect(new Set(ids).size).toBe(1);
			expect(started()).toHaveLength(1);
			expect(saidIn(ids[0]).sort()).toEqual(['one', 'three', 'two']);
		});

		test('do not share a failure', async () => {
			emulator.current.fault({ method: 'POST', path: SESSIONS, status: 403, times: 1 });
			const results = await Promise.all(['one', 'two', 'three'].map((text) => say('visitor-1', text)));
			expect(results.filter(({ error }) => error)).toHaveLength(1);
			expect(started()).toHaveLength(1);
		});

		test('of one execution keep their order, in one session', async () => {
			const items = ['a1', 'b1', 'a2', 'a3'].map((text) => ({ sessionId: text[0], text }));
			await say('={{ $json.sessionId }}', '={{ $json.text }}', {}, { items });
			const texts = started().map(({ id }) => saidIn(id));
			expect(texts.sort()).toEqual([['a1', 'a2', 'a3'], ['b1']]);
		});
	});

	test('makes one session when the answer to its start gets lost', async () => {
		emulator.current.fault({
			method: 'POST',
			path: SESSIONS,
			when: 'after',
			reset: 'beforeHeaders',
			times: 1,
		});
		const first = await sessionOf('visitor-1', 'one');
		expect(started().map(({ id }) => id)).toEqual([first]);
	});

	test('goes on with the session whose first message failed', async () => {
		emulator.current.fault({ path: `${SESSIONS}/*/messages`, status: 403, times: 1 });
		expect((await say('visitor-1', 'one')).error).toBeDefined();
		await sessionOf('visitor-1', 'two');
		expect(started()).toHaveLength(1);
	});

	test('sends a message that was refused again with Retry On Fail, in the session that it started', async () => {
		emulator.current.fault({ path: `${SESSIONS}/*/messages`, status: 403, times: 1 });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const first = await sessionOf('visitor-1', 'one', {}, { settings });
		expect(started().map(({ id }) => id)).toEqual([first]);
		expect(saidIn(first)).toEqual(['one']);
	});

	describe('with Start Anew After', () => {
		const after = (startAnewAfter: number) => ({ options: { startAnewAfter } });
		/** Makes a session look as if it was last changed so many hours ago. */
		const age = (sessionId: string, hours: number) => {
			const { chatSessions } = emulator.current.store;
			const moment = new Date(Date.now() - hours * HOUR_MS).toISOString();
			chatSessions.update(chatSessions.get(sessionId)!, { created_at: moment, updated_at: moment });
		};
		const ageRuns = (sessionId: string, hours: number) => {
			const { executions } = emulator.current.store;
			const moment = new Date(Date.now() - hours * HOUR_MS).toISOString();
			for (const run of executions.where(({ session_id }) => session_id === sessionId)) {
				executions.update(run, { created_at: moment, completed_at: moment });
			}
		};

		test('starts a new session after that much silence, and goes on with the new one', async () => {
			const first = await sessionOf('visitor-1', 'one', after(2));
			age(first, 3);
			ageRuns(first, 3);
			const second = await sessionOf('visitor-1', 'two', after(2));
			expect(second).not.toBe(first);
			expect(await sessionOf('visitor-1', 'three', after(2))).toBe(second);
		});

		test('goes on with a session that is old, and in which something was said since', async () => {
			const first = await sessionOf('visitor-1', 'one', after(2));
			age(first, 3);
			ageRuns(first, 1);
			expect(await sessionOf('visitor-1', 'two', after(2))).toBe(first);
		});

		test('goes on with any session when it is 0', async () => {
			const first = await sessionOf('visitor-1', 'one', after(0));
			age(first, 1000);
			ageRuns(first, 1000);
			expect(await sessionOf('visitor-1', 'two', after(0))).toBe(first);
		});
	});

	test('keeps Session Metadata with the session, beside its key', async () => {
		const first = await sessionOf('visitor-1', 'one', { options: { sessionMetadata: '{"ticket": 7}' } });
		expect(emulator.current.store.chatSessions.get(first)?.metadata).toEqual({
			ticket: 7,
			n8n: { session: 'visitor-1' },
		});
	});

	test.each<[string, string, INodeParameters]>([
		['an empty key', "The field 'Session Key' is empty", { sessionKey: '={{ $json.nothing }}' }],
		[
			'metadata that is a list',
			"The field 'Session Metadata' needs a JSON object",
			{ options: { sessionMetadata: '[1]' } },
		],
	])('sends nothing for %s', async (_name, message, parameters) => {
		const { error } = await say('visitor-1', 'one', parameters);
		expect(error?.message).toContain(message);
		expect(emulator.current.requests()).toEqual([]);
	});

	describe('without a choice of where messages go', () => {
		const send = async (typeVersion: number, parameters: INodeParameters) =>
			await runNode({
				type: 'promptRailsChat',
				credential: emulator.credential(),
				parameters: { resource: 'message', operation: 'send', content: 'Hello', ...parameters },
				settings: { typeVersion },
			});

		it('goes by the key in a node that is new', async () => {
			const agentId = byId(emulator.current.ids.agents.support);
			const { json, error } = await send(1.1, { agentId, sessionKey: 'unset' });
			expect(error).toBeUndefined();
			expect(started()).toHaveLength(1);
			expect(saidIn(String(json[0].session_id))).toEqual(['Hello']);
		});

		it('goes to the session that was chosen in a workflow that was saved before', async () => {
			const { ada } = emulator.current.ids.chatSessions;
			const { error } = await send(1, { sessionId: byId(ada) });
			expect(error).toBeUndefined();
			expect(started()).toEqual([]);
			expect(saidIn(ada)).toContain('Hello');
		});
	});
});
