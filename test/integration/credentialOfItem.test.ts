import { type Emulator, startEmulator } from '../emulator';
import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';

const emulator = useEmulator();
const agent = agentRunner(emulator);
let other: Emulator;
beforeAll(async () => {
	other = await startEmulator();
});
beforeEach(() => other.reset());
afterAll(() => other.close());

/** The credential of the server that an item names. */
const credentialOf = ({ server }: { server?: unknown }) => {
	if (server === 'nowhere') return { apiKey: 'pr_key_x', baseUrl: 'nowhere' };
	const { apiKey, url: baseUrl } = server === 'other' ? other : emulator.current;
	return { apiKey, baseUrl };
};
const ITEMS = ['own', 'other', 'own', 'other'].map((server) => ({ server, name: server, question: 'Q' }));
const read = (servers: string[]) =>
	agent.run(
		'get',
		{ agentId: byId(emulator.current.ids.agents.support) },
		{ items: servers.map((server) => ({ server })), credentialOf, onError: 'continueRegularOutput' },
	);

test('expressions in the credential count for each item: base URL and key', async () => {
	const { json, error } = await agent.execute({
		items: ITEMS,
		credentialOf,
		parameters: { input: '={{ { name: $json.name, question: $json.question } }}' },
	});
	expect(error).toBeUndefined();
	expect(json.map(({ status }) => status)).toEqual(ITEMS.map(() => 'completed'));
	const sent = ({ requests }: Emulator) =>
		requests({ method: 'POST' }).map(({ body }) => (body as { input: { name: string } }).input.name);
	expect(sent(emulator.current)).toEqual(['own', 'own']);
	expect(sent(other)).toEqual(['other', 'other']);
});

test('a credential that is unusable for an item fails that one alone, be it the first', async () => {
	const { json } = await read(['nowhere', 'own', 'other']);
	expect(json).toEqual([
		{ error: expect.objectContaining({ type: 'ValidationError' }), message: expect.any(String) },
		expect.objectContaining({ name: 'Support Agent' }),
		expect.objectContaining({ name: 'Support Agent' }),
	]);
});
