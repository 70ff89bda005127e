import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { linesOf, refuseLeaks } from '../support/engine/leaks';

const emulator = useEmulator();
const agent = agentRunner(emulator);

test('an agent that answers with the API key gives it to nobody', async () => {
	emulator.current.fault({ body: { data: { id: 'a', description: emulator.current.apiKey } }, status: 200 });
	const { json } = await agent.get({ parameters: { simplify: false } });
	expect(json).toEqual([{ id: 'a', description: '[redacted]' }]);
});

test('an item with the API key fails the test that it comes out of', () => {
	const known = { credential: emulator.credential(), parameters: {} };
	const items = [{ json: { description: `The key is ${emulator.current.apiKey}` } }];
	expect(() => refuseLeaks('What came of promptRailsAgent', items, known)).toThrow(
		'What came of promptRailsAgent shows the API key',
	);
});

test('a server that quotes the API key in an error does not', async () => {
	const { apiKey } = emulator.current;
	emulator.current.fault({
		status: 400,
		headers: { 'x-request-id': apiKey },
		body: { error: { code: apiKey, message: `No key ${apiKey}`, details: { [apiKey]: [apiKey] } } },
	});
	const { error } = await agent.get();
	expect(error?.description).toContain('[redacted]');
});

test.each([
	['token', { token: 'wht_of_a_hook' }],
	['secret', { secret: 'wht_of_a_hook' }],
	['previous secret', { options: { previousSecret: 'wht_of_a_hook' } }],
	['secret of a call', { operation: 'fire', additionalFields: { secret: 'wht_of_a_hook' } }],
])('the %s of a webhook must not come out', (_name, parameters) => {
	const known = { credential: emulator.credential(), parameters };
	expect(() => refuseLeaks('It', [{ json: { a: 'wht_of_a_hook' } }], known)).toThrow('It shows the token or');
});

test('what is logged is looked through', () => {
	const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} } as never;
	const lines = linesOf(logger);
	(logger as { warn(text: string, more: object): void }).warn('Refused', { token: 'wht_of_a_hook' });
	const known = { credential: emulator.credential(), parameters: { token: 'wht_of_a_hook' } };
	expect(() => refuseLeaks('The log', lines, known)).toThrow('The log shows the token or');
});
