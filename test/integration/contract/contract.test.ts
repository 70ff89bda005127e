import type { INodeParameters } from 'n8n-workflow';

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Emulator, startEmulator } from '../../emulator';
import { builders } from './cases';
import type { ContractCase } from './contractCase';
import { asExpressions } from './expressions';
import { runCase } from './runCase';

interface ContractRow {
	node: string;
	resource: string | null;
	operation: string;
}

const OWN_COPY = resolve(__dirname, '../../contract.json');
const SHARED = resolve(__dirname, '../../../../shared/contract/operations.json');
const rows = (JSON.parse(readFileSync(OWN_COPY, 'utf8')) as { operations: ContractRow[] }).operations;

const nameOf = ({ node, resource, operation }: ContractRow): string =>
	[node, resource, operation].filter(Boolean).join(' ');

let emulator: Emulator;

beforeAll(async () => {
	emulator = await startEmulator();
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

/** Ids are the same in every emulator, so that cases can be listed before one runs. */
const cases = async (): Promise<ContractCase[]> => builders.flatMap((build) => build(emulator.ids));

async function run(
	entry: ContractCase,
	transform?: (parameters: INodeParameters) => INodeParameters,
): Promise<void> {
	const result = await runCase(entry, emulator, transform);
	const seen = emulator.requests().map(({ method, path, query, body, headers }, index) => ({
		method,
		path,
		query,
		body,
		...(entry.requests[index]?.headers ? { headers } : {}),
	}));
	expect(seen).toEqual(
		entry.requests.map(({ query = {}, headers, body, ...request }) => ({
			...request,
			query,
			body,
			...(headers ? { headers: expect.objectContaining(headers) as unknown } : {}),
		})),
	);
	expect(result.outputs.flat().map(({ json }) => json)).toEqual(entry.items);
	result.outputs.flat().forEach((item) => expect(item.pairedItem).toEqual({ item: 0 }));
}

describe('the contract', () => {
	test.each(rows.map((row) => [nameOf(row), row] as const))('%s', async (name) => {
		const own = (await cases()).filter((entry) => nameOf(entry) === name);
		expect(own).not.toHaveLength(0);
		for (const entry of own) {
			emulator.reset();
			await run(entry);
		}
	});

	test.each(rows.map((row) => [nameOf(row), row] as const))(
		'%s takes expressions in every field',
		async (name) => {
			for (const entry of (await cases()).filter((one) => nameOf(one) === name)) {
				emulator.reset();
				await run(entry, asExpressions);
			}
		},
	);

	test('has no case for an operation that it does not name', async () => {
		const names = rows.map(nameOf);
		expect((await cases()).map(nameOf).filter((name) => !names.includes(name))).toEqual([]);
	});

	if (existsSync(SHARED)) {
		test('is the shared one', () => {
			expect(JSON.parse(readFileSync(OWN_COPY, 'utf8'))).toEqual(JSON.parse(readFileSync(SHARED, 'utf8')));
		});
	}
});
