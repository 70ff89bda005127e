import { contracts, nameOf } from '../../contracts';
import { type Emulator, startEmulator } from '../../emulator';
import { builders } from '../../support/contract/cases';
import { checkCase, expectRequests } from './checkCase';
import type { ContractCase, Ids } from '../../support/contract/contractCase';
import { onNewerServer } from './newerServer';
import { runCase } from '../../support/contract/runCase';

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator({ generation: 2 });
});
afterAll(() => emulator.close());

/** There, the run that paused is what is decided: approvals go by its ID. */
function idsThere(): Ids {
	const { approvals } = emulator.ids;
	const runOf = (id: string): string => emulator.store.approvals.get(id)?.execution_id ?? id;
	return {
		...emulator.ids,
		approvals: Object.fromEntries(
			Object.entries(approvals).map(([name, id]) => [name, runOf(id)]),
		) as unknown as Ids['approvals'],
	};
}

async function check(entry: ContractCase): Promise<void> {
	const expected = onNewerServer(entry);
	if (!expected.refused) return await checkCase({ ...entry, ...expected }, emulator);
	const failure = await runCase(entry, emulator).then(
		() => new Error('It ran'),
		(error: Error) => error,
	);
	expect(failure.message).toMatch(expected.refused.message);
	expect(failure.message).toMatch(expected.refused.hint);
	expectRequests(expected, emulator);
}

describe('on a server of the newer generation', () => {
	test.each(contracts[1].map(nameOf))('%s', async (name) => {
		const cases = builders[1].flatMap((build) => build(idsThere())).filter((entry) => nameOf(entry) === name);
		expect(cases).not.toHaveLength(0);
		for (const entry of cases) {
			emulator.reset();
			await check(entry);
		}
	});
});
