import { allOperations, contracts, nameOf } from '../../contracts';
import { type Emulator, startEmulator } from '../../emulator';
import { builders } from '../../support/contract/cases';
import { checkCase } from './checkCase';
import type { ContractCase } from '../../support/contract/contractCase';
import { asExpressions } from './expressions';

/** Operations of an earlier generation that can do more on this one. */
const WIDENED: Record<1 | 2, string[]> = {
	1: [],
	2: ['promptRailsAgent agent create', 'promptRailsAgent version create'],
};

describe.each([1, 2] as const)('the contract of generation %i', (generation) => {
	const names = [...contracts[generation].map(nameOf), ...WIDENED[generation]];
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({ generation });
	});
	afterAll(() => emulator.close());

	/** Ids are the same in every emulator, so that cases can be listed before one runs. */
	const cases = (): ContractCase[] => builders[generation].flatMap((build) => build(emulator.ids));
	const casesOf = (name: string): ContractCase[] => cases().filter((entry) => nameOf(entry) === name);

	test.each(names)('%s', async (name) => {
		expect(casesOf(name)).not.toHaveLength(0);
		for (const entry of casesOf(name)) {
			emulator.reset();
			await checkCase(entry, emulator);
		}
	});

	test.each(names)('%s takes expressions in every field', async (name) => {
		for (const entry of casesOf(name)) {
			emulator.reset();
			await checkCase(entry, emulator, asExpressions);
		}
	});

	test('has no case for an operation that no contract names', () => {
		const known = allOperations.map(nameOf);
		expect(
			cases()
				.map(nameOf)
				.filter((name) => !known.includes(name)),
		).toEqual([]);
	});
});
