import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IPairedItemData,
	OnError,
} from 'n8n-workflow';

import type { Emulator, RecordedRequest } from '../emulator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeResult, runNode } from '../support/engine/runNode';
import { byId } from '../locator';
import { documented } from './report';
import { ACTIONS } from './support/actions';
import { type Chance, chance, runSeed } from '../support/random';
import { NO_FAULT, randomFault } from './support/randomFaults';
import { requestsStuck, VirtualTime } from './support/virtualTime';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: (ms: number) => mockTime.sleep(ms),
}));
jest.mock('../../dist/nodes/shared/transport/http/deadlines', () => ({
	...jest.requireActual<object>('../../dist/nodes/shared/transport/http/deadlines'),
	setDeadline: (ms: number, onPassed: () => void) => mockTime.setDeadline(ms, onPassed),
}));

const ITEMS = 300;
const IN_FLIGHT = 10;
/** More than the requests of one batch. */
const RULES = ITEMS * 5;

/** An operation that runs once for each item. */
interface Batch {
	name: string;
	node: string;
	parameters: (emulator: Emulator) => INodeParameters;
	marks?: (emulator: Emulator, count: number) => string[];
	method: string;
	path: string;
	markOf: (request: RecordedRequest) => unknown;
}

const actionOf = (wanted: string): Batch => {
	const action = ACTIONS.find(({ name }) => name === wanted);
	if (!action) throw new Error(`There is no action '${wanted}'`);
	return { ...action, method: 'POST' };
};

/** One that can be repeated, and whose path tells the item. */
const GET: Batch = {
	name: 'Execution: get',
	node: 'promptRailsExecution',
	method: 'GET',
	path: '/api/v1/executions/*',
	marks: (emulator, count) => emulator.finishExecutions(count).map(({ id }) => id),
	markOf: ({ path }) => path.split('/')[4],
	parameters: () => ({ resource: 'execution', operation: 'get', executionId: byId('={{ $json.mark }}') }),
};

const BATCHES = [
	GET,
	...['Agent: execute, wait for the answer', 'Prompt: run', 'Approval: decide'].map(actionOf),
];

const emulator = useEmulator();
const seed = runSeed();
const mockTime = new VirtualTime(() => requestsStuck(emulator.current));
beforeAll(() => mockTime.install());
beforeEach(() => mockTime.rest());
afterAll(() => mockTime.uninstall());

/** What came of all batches. */
const told = { items: 0, missing: 0, misplaced: 0, stops: 0, startedAfter: 0 };

/** Makes the items of a batch; the emulator is as new. */
function marksOf({ marks }: Batch): string[] {
	return (
		marks?.(emulator.current, ITEMS) ?? Array.from({ length: ITEMS }, (_mark, index) => `item-${index}-end`)
	);
}

function playFaults(luck: Chance, { method, path }: Batch): void {
	for (let count = 0; count < RULES; count += 1)
		emulator.current.fault({ ...randomFault(luck), method, path, times: 1 });
}

async function runBatch(batch: Batch, marks: string[], onError?: OnError): Promise<NodeResult> {
	return await runNode({
		type: batch.node,
		credential: emulator.credential(),
		parameters: {
			...batch.parameters(emulator.current),
			options: { itemsInFlight: IN_FLIGHT },
		},
		items: marks.map((mark) => ({ mark })),
		onError,
	});
}

/** Whether the last answer about an item came as the server gave it, and was a good one. */
function wentWell({ markOf, method, path }: Batch, mark: string): boolean {
	const last = emulator.current
		.requests({ method, path })
		.filter((request) => markOf(request) === mark)
		.at(-1);
	const isIntact = last?.fault === undefined || last.fault.delayMs === NO_FAULT.delayMs;
	return isIntact && (last?.ownStatus ?? 500) < 400;
}

const itemOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as IPairedItemData).item;
const errorOf = ({ json }: INodeExecutionData): IDataObject | undefined =>
	typeof json.error === 'object' ? (json.error as IDataObject) : undefined;

/** What is wrong with the items of one output: each must stand for its input, in the order of the input. */
function misplaced(
	batch: Batch,
	marks: string[],
	items: INodeExecutionData[],
	mayBe: 'either' | 'good' | 'error',
): string[] {
	return items.flatMap((item, place) => {
		const index = itemOf(item);
		const error = errorOf(item);
		const isGood = error === undefined;
		const wrong: string[] = [];
		if (place > 0 && itemOf(items[place - 1]) >= index) wrong.push('is out of order');
		if (isGood !== wentWell(batch, marks[index]))
			wrong.push(isGood ? 'failed, and is told as good' : 'went well');
		if (mayBe !== 'either' && isGood !== (mayBe === 'good')) wrong.push('is in the wrong output');
		if (isGood && !JSON.stringify(item.json).includes(marks[index]))
			wrong.push('has the result of another one');
		if (error && (typeof error.type !== 'string' || !error.message)) wrong.push('has no typed error');
		return wrong.map((what) => `item ${index} ${what}`);
	});
}

describe.each(BATCHES)('$name, with random faults', (batch) => {
	const start = (luck: Chance): string[] => {
		const marks = marksOf(batch);
		playFaults(luck, batch);
		return marks;
	};

	/** Checks that every item came out once. */
	function expectAll(outputs: INodeExecutionData[][], wrong: string[]): void {
		const came = new Set(outputs.flat().map(itemOf));
		told.items += ITEMS;
		told.missing += ITEMS - came.size;
		told.misplaced += wrong.length;
		expect({ seed, wrong }).toEqual({ seed, wrong: [] });
		expect({ seed, came: came.size }).toEqual({ seed, came: ITEMS });
		expect(outputs.flat()).toHaveLength(ITEMS);
		// Neither all nor none of them failed, or nothing was tested.
		expect(new Set(outputs.flat().map((item) => errorOf(item) === undefined)).size).toBe(2);
	}

	test('and Continue: one output for each item, in the place of its input, a failed one as its error', async () => {
		const marks = start(chance(seed));
		const { outputs, error } = await runBatch(batch, marks, 'continueRegularOutput');
		expect(error).toBeUndefined();
		expectAll(outputs, misplaced(batch, marks, outputs[0], 'either'));
	}, 120_000);

	test('and Continue on the error output: good items by the first output, failed ones with their input by the second', async () => {
		const marks = start(chance(seed + 1));
		const { outputs, error } = await runBatch(batch, marks, 'continueErrorOutput');
		expect(error).toBeUndefined();
		const [good, failed] = outputs;
		const wrong = [
			...misplaced(batch, marks, good, 'good'),
			...misplaced(batch, marks, failed, 'error'),
			...failed
				.filter((item) => item.json.mark !== marks[itemOf(item)])
				.map((item) => `item ${itemOf(item)} comes without its input`),
		];
		expectAll(outputs, wrong);
	}, 120_000);
});

describe('without Continue', () => {
	/** Runs the batch with some items that the server refuses. */
	async function runRefused(refused: number[], itemsInFlight: number): Promise<NodeResult> {
		const marks = marksOf(GET);
		for (const index of refused)
			emulator.current.fault({ path: `/api/v1/executions/${marks[index]}`, status: 403 });
		return await runNode({
			type: GET.node,
			credential: emulator.credential(),
			parameters: { ...GET.parameters(emulator.current), options: { itemsInFlight } },
			items: marks.map((mark) => ({ mark })),
		});
	}

	const places = Array.from({ length: 10 }, (_place, index) => index);
	test.each(places)(
		'a batch stops at the item that fails, starts nothing more and says which it is (%i)',
		async (place) => {
			const luck = chance(seed + place);
			const [first, later] = [luck.number(ITEMS / 2), ITEMS / 2 + luck.number(ITEMS / 2)];
			const { error, outputs } = await runRefused([first, later], 1);
			const started = emulator.current.requests().length;
			told.stops += 1;
			told.startedAfter += started - (first + 1);
			expect({ seed, started }).toEqual({ seed, started: first + 1 });
			expect(error).toMatchObject({
				message: expect.stringContaining(`[item ${first}]`),
				httpCode: '403',
				context: { itemIndex: first },
			});
			expect(outputs.flat()).toEqual([]);
		},
	);

	test('what is in flight ends, and no more is started', async () => {
		const first = chance(seed).number(ITEMS / 2);
		const { error } = await runRefused([first], IN_FLIGHT);
		expect(error?.message).toContain(`[item ${first}]`);
		expect(emulator.current.requests().length).toBeLessThan(first + 1 + IN_FLIGHT);
	});
});

test('the document tells what was measured', () => {
	const modes = 2;
	expect(told.items).toBe(BATCHES.length * modes * ITEMS);
	documented({
		id: 'batchTruth',
		heading: 'Batches',
		lines: [
			`${ITEMS} items at a time, each request hit by a random fault or by none, for ${BATCHES.length} operations: ${BATCHES.map(({ name }) => name).join('; ')}.`,
			'Once with _Continue_, where each item comes out at the position of its input, and once with _Continue (using error',
			'output)_, where good items leave by the first output and failed ones, with their input, by the second. Without',
			'either, one item is refused by the server. The seed is new in every run, and a failure prints it.',
			'',
			'| What | Count |',
			'| --- | --- |',
			`| Items | ${told.items} |`,
			`| Not come out, or more than once | ${told.missing} |`,
			`| Out of order, with the result of another item, in the wrong output, or reported wrongly | ${told.misplaced} |`,
			`| Batches stopped by a refused item | ${told.stops} |`,
			`| Items started after it | ${told.startedAfter} |`,
		],
	});
});
