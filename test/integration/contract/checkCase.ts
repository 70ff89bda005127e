import type { INodeParameters } from 'n8n-workflow';

import { allOperations, nameOf } from '../../contracts';
import type { Emulator } from '../../emulator';
import type { ContractCase } from '../../support/contract/contractCase';
import { runCase } from '../../support/contract/runCase';

/** Runs a case, and compares what the server received and what came out with the case and the declaration. */
export async function checkCase(
	entry: ContractCase,
	emulator: Emulator,
	transform?: (parameters: INodeParameters) => INodeParameters,
): Promise<void> {
	const result = await runCase(entry, emulator, transform);
	expectRequests(entry, emulator);
	expectDeclared(entry, emulator);
	expect(result.outputs.flat().map(({ json }) => json)).toEqual(entry.items);
	result.outputs.flat().forEach((item) => expect(item.pairedItem).toEqual({ item: 0 }));
}

/** Compares what the server received with the requests of a case. */
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

/** Compares the first request that the server received with the one that the operation is declared with. */
function expectDeclared(entry: ContractCase, emulator: Emulator): void {
	const [first] = emulator.requests();
	const [{ method, path }] = allOperations.filter((one) => nameOf(one) === nameOf(entry));
	const declared = new RegExp(`^${method} ${path.replace(/\{\w+\}/g, '[^/]+')}$`);
	const request = `${first.method} ${first.path}`;
	if (entry.startsElsewhere === undefined) expect(request).toMatch(declared);
	else expect(request).not.toMatch(declared);
}
