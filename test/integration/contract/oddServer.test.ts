import { contracts, nameOf } from '../../contracts';
import { type Emulator, startEmulator } from '../../emulator';
import { ODDITY_NAMES } from '../../emulator/oddities';
import { builders } from '../../support/contract/cases';
import { checkCase } from './checkCase';
import { onOddServer } from './oddServer';

describe.each([1, 2] as const)('on a server of generation %i that is odd in every way', (generation) => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({ generation, oddities: ODDITY_NAMES });
	});
	afterAll(() => emulator.close());

	test.each(contracts[generation].map(nameOf))('%s', async (name) => {
		const cases = builders[generation]
			.flatMap((build) => build(emulator.ids))
			.filter((entry) => nameOf(entry) === name);
		expect(cases).not.toHaveLength(0);
		for (const entry of cases) {
			emulator.reset();
			await checkCase(onOddServer(entry, generation), emulator);
		}
	});
});
