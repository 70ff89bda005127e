import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { Network } from './matrix/network';

const emulator = useEmulator();
const agent = agentRunner(emulator);
let network: Network;

beforeAll(async () => {
	network = await Network.create(Number(new URL(emulator.current.url).port));
});
afterAll(async () => {
	await network.close();
	jest.restoreAllMocks();
});

/** Asks a server that shows a certificate nobody may accept. @returns what it received, in one text */
async function asked(to: 'selfSigned' | 'wrongName', allowUnauthorizedCerts: unknown): Promise<string> {
	network.divert({ to, skip: 0, times: Infinity });
	const credential = { ...emulator.credential(), baseUrl: network.url(true), allowUnauthorizedCerts };
	// The server reads and never answers.
	const options = { timeout: 1, retryBudget: 0 };
	const { error } = await agent.get({ credential: credential as never, parameters: { options } });
	expect(error).toBeDefined();
	return network.received.join('');
}

describe.each(['selfSigned', 'wrongName'] as const)('a server whose certificate is %s', (to) => {
	test.each([undefined, false, 'true', 1])('gets nothing while Ignore SSL Issues is %p', async (value) => {
		expect(await asked(to, value)).toBe('');
	});

	test('gets the request once the user ignores SSL issues', async () => {
		expect(await asked(to, true)).toMatch(/^GET \/api\/v1\/agents\//);
	});
});
