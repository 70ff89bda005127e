import type { IDataObject, IPairedItemData } from 'n8n-workflow';

import type * as deadlines from '../../nodes/shared/transport/http/deadlines';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeResult, runNode } from '../support/engine/runNode';
import { documented } from './report';
import { type Action, ACTIONS } from './support/actions';
import { type Chance, chance, runSeed } from '../support/random';
import { randomFault } from './support/randomFaults';

jest.mock('../../dist/nodes/shared/transport/http/deadlines', () => {
	const actual = jest.requireActual<typeof deadlines>('../../dist/nodes/shared/transport/http/deadlines');
	// Requests that take no Timeout option wait for half a minute.
	const setDeadline: typeof actual.setDeadline = (ms, onPassed) =>
		actual.setDeadline(Math.min(ms, 600), onPassed);
	return { ...actual, setDeadline };
});

const RUNS = 2000;
const BATCH = 56;
const BATCHES = Math.ceil(RUNS / BATCH / ACTIONS.length);
/** More than the requests that one batch can make. */
const RULES = BATCH * 5;

const emulator = useEmulator();
const seed = runSeed();
beforeAll(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(() => jest.restoreAllMocks());

/** What came of all runs, by what the server and the client said. */
const told = { runs: 0, more: 0, untrue: 0 };

function playFaults(luck: Chance, { path, isStream }: Action): void {
	const { current } = emulator;
	for (let count = 0; count < RULES; count += 1) {
		current.fault({ ...randomFault(luck, isStream), method: 'POST', path, times: 1 });
		// What follows a run, and reads it, is hit as well.
		const rule = randomFault(luck);
		if (count % 2) current.fault({ ...rule, method: 'GET', path: '/api/v1/executions/**', times: 1 });
	}
}

async function runBatch(action: Action, marks: string[]): Promise<NodeResult> {
	const parameters = action.parameters(emulator.current);
	const options = {
		...(parameters.options as IDataObject),
		timeout: 1.5,
		idleTimeout: 0.5,
		itemsInFlight: BATCH,
	};
	return await runNode({
		type: action.node,
		credential: emulator.credential(),
		parameters: { ...parameters, options } as typeof parameters,
		items: marks.map((mark) => ({ mark })),
		onError: 'continueRegularOutput',
	});
}

/** What is untrue about an item, in one line; undefined when the node told what the server did. */
function untruth(action: Action, mark: string, output: IDataObject | undefined): string | undefined {
	const requests = emulator.current.requests({ method: 'POST', path: action.path });
	const own = requests.filter((request) => action.markOf(request) === mark);
	const carriedOut = own.filter(({ ownStatus = 500 }) => ownStatus < 400).length;
	told.runs += 1;
	if (carriedOut > 1) {
		told.more += 1;
		return `was carried out ${carriedOut} times`;
	}
	if (!output) return 'has no output';
	const error = output.error as IDataObject | undefined;
	if (!error) {
		// A gateway that answers so without asking the server cannot be told from the server.
		const isBelieved = action.isDoneByEmptyAnswer && own.some(({ fault }) => fault?.empty);
		return carriedOut === 1 || isBelieved ? undefined : 'is told to have succeeded, and did not run';
	}
	const text = `${String(error.message)} ${String(error.description)}`;
	const { execution_id: executionId } = (error.details ?? {}) as IDataObject;
	const isNamed = typeof executionId === 'string' && text.includes(executionId);
	if (error.outcomeUnknown === true) {
		if (!/look/i.test(text)) return `does not say where to look: ${text}`;
		const status = Number(error.statusCode);
		// One that names its run was refused when the run was read, not when it was started.
		return status >= 400 && status < 500 && status !== 408 && !isNamed
			? `was refused with ${status}, and is told to be unknown`
			: undefined;
	}
	return carriedOut === 0 || isNamed ? undefined : `is told not to have run, and ran: ${text}`;
}

describe.each(ACTIONS)('$name', (action) => {
	test('is carried out once at the most, and every outcome is told as it is', async () => {
		const luck = chance(seed + ACTIONS.indexOf(action));
		const untrue: string[] = [];
		for (let batch = 0; batch < BATCHES; batch += 1) {
			emulator.current.reset();
			emulator.current.settings.asyncRunMs = 1;
			emulator.current.settings.streamDeltaMs = 1;
			const marks =
				action.marks?.(emulator.current, BATCH) ??
				Array.from({ length: BATCH }, (_mark, index) => `b${batch}m${index}`);
			playFaults(luck, action);
			const { outputs, error } = await runBatch(action, marks);
			expect(error).toBeUndefined();
			const jsonOf = new Map(
				outputs.flat().map(({ json, pairedItem }) => [(pairedItem as IPairedItemData).item, json]),
			);
			marks.forEach((mark, index) => {
				const what = untruth(action, mark, jsonOf.get(index));
				if (what) untrue.push(`${mark} ${what}`);
			});
		}
		told.untrue += untrue.length;
		expect({ seed, untrue }).toEqual({ seed, untrue: [] });
	}, 120_000);
});

test('the document tells what was measured', () => {
	expect(told.runs).toBeGreaterThanOrEqual(RUNS);
	documented({
		id: 'atMostOnce',
		heading: 'At most once',
		lines: [
			`${told.runs.toLocaleString('en')} runs of ${ACTIONS.length} operations that start something, each request hit by a random fault or by none,`,
			'before or after the server did its work. The seed is new in every run, and a failure prints it.',
			'',
			'| What | Count |',
			'| --- | --- |',
			`| Runs | ${told.runs} |`,
			`| Carried out more than once | ${told.more} |`,
			`| Reported wrongly | ${told.untrue} |`,
			'',
			`Operations: ${ACTIONS.map(({ name }) => name).join('; ')}.`,
		],
	});
});
