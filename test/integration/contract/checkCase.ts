import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import type { ContractCase } from './contractCase';
import { runCase } from './runCase';

/** Runs a case, and holds what the server saw and what came out to what the case says. */
export async function checkCase(
	entry: ContractCase,
	emulator: Emulator,
	transform?: (parameters: INodeParameters) => INodeParameters,
): Promise<void> {
	const result = await runCase(entry, emulator, transform);
	expectRequests(entry, emulator);
	expect(result.outputs.flat().map(({ json }) => json)).toEqual(entry.items);
	result.outputs.flat().forEach((item) => expect(item.pairedItem).toEqual({ item: 0 }));
}

/** Holds what the server saw to the requests of a case. */
export function expectRequests({ requests }: Pick<ContractCase, 'requests'>, emulator: Emulator): void {
	const seen = emulator.requests().map(({ method, path, query, body, headers }, index) => ({
		method,
		path,
		query,
		body,
		...(requests[index]?.headers ? { headers } : {}),
	}));
	expect(seen).toEqual(
		requests.map(({ query = {}, headers, body, ...request }) => ({
			...request,
			query,
			body,
			...(headers ? { headers: expect.objectContaining(headers) as unknown } : {}),
		})),
	);
}
