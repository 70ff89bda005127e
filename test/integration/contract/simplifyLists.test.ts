import { allOperations, declared, nameOf } from '../../contracts';
import { type Emulator, startEmulator } from '../../emulator';
import { builders } from '../../support/contract/cases';
import { tryCase } from '../../support/contract/runCase';

/** Fields that servers other than the emulator have in the place of one that it has. */
const ELSEWHERE = ['content_type', 'execution_status', 'media_type', 'model_config', 'size'];
/** Fields that the nodes add. */
const ADDED = ['intermediateSteps', 'message_id', 'unapproved_output'];

const lists = Object.values(declared)
	.flatMap(({ resources }) => resources)
	.flatMap(({ operations }) => operations)
	.flatMap(({ simplify }) => (Array.isArray(simplify) ? simplify : []));

/** The names of all fields in answers, with Simplify off. */
const answered = new Set<string>();

describe.each([1, 2] as const)('on a server of generation %i', (generation) => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({ generation });
	});
	afterAll(() => emulator.close());

	const names = allOperations.filter((one) => one.generation === generation).map(nameOf);

	test.each(names)('%s answers with fields', async (name) => {
		const cases = builders[generation].flatMap((build) => build(emulator.ids));
		for (const entry of cases.filter((one) => nameOf(one) === name)) {
			emulator.reset();
			const { outputs } = await tryCase(entry, emulator, (parameters) => ({
				...parameters,
				simplify: false,
			}));
			const keys = outputs.flat().flatMap(({ json }) => Object.keys(json));
			keys.forEach((key) => answered.add(key));
		}
		expect(answered.size).toBeGreaterThan(0);
	});
});

test('Simplify keeps no field that no answer has', () => {
	const unknown = [...new Set(lists)].filter((key) => !answered.has(key));
	expect(unknown.sort()).toEqual([...ELSEWHERE, ...ADDED].sort());
});
