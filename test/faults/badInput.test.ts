import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { allOperations, type ContractOperation, nameOf as nameOfOperation } from '../contracts';
import { useEmulator } from '../support/engine/agentRun';
import { loadPackage } from '../support/engine/nodeTypes';
import { runNode } from '../support/engine/runNode';
import { builders } from '../support/contract/cases';
import type { ContractCase } from '../support/contract/contractCase';
import { tryCase } from '../support/contract/runCase';
import { watchConnections } from './badInput/connections';
import { type Valid, wrongError, wrongItems, wrongRequests } from './badInput/judge';
import { distance, nameOf, type Spot, spotsOf, withBad } from './badInput/spots';
import { contractTemplate, type Template, templateOf, textsIn } from './badInput/templates';
import { badValues, type BadValue, GIGANTIC } from './badInput/values';
import { documented } from './report';
import { chance, runSeed } from '../support/random';

/** A run that takes longer than this hangs. */
const LONGEST_MS = 20_000;
/** On every so many-th field a text is tried that is more than servers take. */
const GIGANTIC_EVERY = 20;

/** Requests that no valid case makes: where Include Events is on, and to explain a refusal by the state of what was refused. */
const FURTHER: Record<string, Template[]> = {
	'promptRailsApproval decide': ['GET /api/v1/approvals/*'],
	'promptRailsExecution execution cancel': ['GET /api/v1/executions/*'],
	'promptRailsExecution trace get': ['GET /api/v1/traces'],
	'promptRailsWorkspace webhookTrigger fire': ['GET /api/v1/webhook-triggers'],
	'promptRailsAgent agent execute': ['GET /api/v1/executions/*', 'GET /api/v1/executions/*/stream'],
	'promptRailsChat message send': [
		'GET /api/v1/executions/*',
		'GET /api/v1/chat/sessions/*',
		'POST /api/v1/chat/sessions/*/messages/stream',
	],
};

type Placed = ContractCase & { generation: 1 | 2 };

const emulators = { 1: useEmulator(), 2: useEmulator({ generation: 2 }) };
const seed = runSeed();
const luck = chance(seed);
const told = { fields: 0, values: 0, wrong: 0 };
let connections: Set<string>;

beforeAll(() => {
	connections = watchConnections();
});
afterAll(() => jest.restoreAllMocks());

function casesOf(name: string): Placed[] {
	return ([1, 2] as const).flatMap((generation) =>
		builders[generation]
			.flatMap((build) => build(emulators[generation].current.ids))
			.filter((entry) => nameOfOperation(entry) === name)
			.map((entry) => ({ ...entry, generation })),
	);
}

/** What the valid cases of an operation ask of the server. */
async function validRequests(operation: ContractOperation, cases: Placed[]): Promise<Valid> {
	const also = FURTHER[nameOfOperation(operation)] ?? [];
	const valid: Valid = { templates: new Set([contractTemplate(operation), ...also]), headers: new Set() };
	for (const entry of cases) {
		const emulator = emulators[entry.generation].current;
		emulator.reset();
		await tryCase(entry, emulator);
		for (const request of emulator.requests()) {
			valid.templates.add(templateOf(request, operation, textsIn(entry.parameters)));
			Object.keys(request.headers).forEach((name) => valid.headers.add(name));
		}
	}
	return valid;
}

function valuesFor(spot: Spot): BadValue[] {
	told.fields += 1;
	const values = badValues(spot.property.type, luck);
	return spot.property.type === 'string' && told.fields % GIGANTIC_EVERY === 0
		? [...values, GIGANTIC]
		: values;
}

/** Runs an operation over one item for each value of one of its fields. @returns what is wrong with what came of it */
async function tryValues(entry: Placed, spot: Spot, values: BadValue[], valid: Valid): Promise<string[]> {
	const { current: emulator, credential } = emulators[entry.generation];
	emulator.reset();
	Object.assign(emulator.settings, { asyncRunMs: 1, streamDeltaMs: 1 });
	const prepared = ((await entry.prepare?.(emulator)) ?? {}) as INodeParameters;
	const parameters: INodeParameters = {
		...(entry.resource === null ? {} : { resource: entry.resource }),
		operation: entry.operation,
		...withBad(spot, { ...entry.parameters, ...prepared }),
	};
	emulator.clearRequests();
	let cancel = (): void => undefined;
	const watchdog = setTimeout(() => cancel(), LONGEST_MS);
	const started = Date.now();
	const { outputs, error } = await runNode({
		type: entry.node,
		credential: credential(),
		parameters,
		items: values.map(({ value }) => ({ value }) as IDataObject),
		onError: 'continueRegularOutput',
		onStarted: (stop) => (cancel = stop),
	}).catch((thrown: Error) => ({ outputs: [], error: thrown }));
	clearTimeout(watchdog);
	told.values += values.length;
	const given = [...values.map(({ value }) => String(value).trim()), ...textsIn(parameters)];
	const wrong = error && `${nameOf(spot)} ${wrongError(spot, error) ?? 'fails as a whole'}`;
	return [
		...(Date.now() - started >= LONGEST_MS ? [`${nameOf(spot)} hangs`] : []),
		...(wrong ? [wrong] : []),
		...wrongItems(spot, values, outputs.flat()),
		...wrongRequests(emulator.requests(), valid, given, emulator.apiKey),
		...('polluted' in {} ? [`${nameOf(spot)} changes the prototype of all objects`] : []),
	];
}

test.each(allOperations.map((operation) => [nameOfOperation(operation), operation] as const))(
	'%s: a bad value is refused by the name of its field, or sent as it should be',
	async (name, operation) => {
		const cases = casesOf(name);
		const { nodeTypes } = await loadPackage();
		const { properties } = nodeTypes.getByNameAndVersion(operation.node).description;
		const valid = await validRequests(operation, cases);
		const wrong: string[] = [];
		for (const spot of spotsOf(properties, operation)) {
			const [entry] = [...cases].sort((a, b) => distance(spot, a.parameters) - distance(spot, b.parameters));
			wrong.push(...(await tryValues(entry, spot, valuesFor(spot), valid)));
		}
		told.wrong += wrong.length;
		expect({ seed, wrong }).toEqual({ seed, wrong: [] });
	},
	120_000,
);

/** A count as the document tells it, which a new field must not make untrue. */
const roundedDown = (count: number, step: number): string =>
	(Math.floor(count / step) * step).toLocaleString('en');

test('nothing connects to another host', () => {
	const hosts = Object.values(emulators).map(({ current }) => new URL(current.url).hostname);
	expect([...connections].filter((host) => !hosts.includes(host))).toEqual([]);
});

test('the document tells what was measured', () => {
	expect(told.values).toBeGreaterThanOrEqual(2000);
	const values = roundedDown(told.values, 5000);
	documented({
		id: 'badInput',
		heading: 'Bad input',
		lines: [
			`More than ${values} values in more than ${roundedDown(told.fields, 500)} fields, which is every field of all ${allOperations.length} operations: values of the wrong type, what`,
			'leads out of a path, query, header or line, prototype keys, broken and bottomless JSON, dates that no calendar has,',
			'halves of characters, texts longer than servers take, and texts made up by chance. The seed is new in every run, and a',
			'failure prints it.',
			'',
			'| What | Count |',
			'| --- | --- |',
			`| Values | more than ${values} |`,
			`| Went wrong | ${told.wrong} |`,
			'',
			'Wrong would be: a request to another host, to a path that the operation does not have, or with another header; a crash,',
			'a run that hangs, a changed prototype; an error without the name of the field, where the server did not refuse what it',
			'was sent; an unusable value that is let through.',
		],
	});
});
