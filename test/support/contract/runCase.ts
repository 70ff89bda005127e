import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { type NodeResult, runNode } from '../engine/runNode';
import type { ContractCase } from './contractCase';

/**
 * Runs the operation of a case against the emulator, which then has recorded the case's requests alone.
 * @param transform last change to the parameters
 * @throws with the node's message and description when the node fails
 */
export async function runCase(
	entry: ContractCase,
	emulator: Emulator,
	transform?: (parameters: INodeParameters) => INodeParameters,
): Promise<NodeResult> {
	const result = await tryCase(entry, emulator, transform);
	if (result.error) throw new Error(`${result.error.message}\n${result.error.description ?? ''}`);
	return result;
}

/** Like `runCase`, where the node may fail. */
export async function tryCase(
	entry: ContractCase,
	emulator: Emulator,
	transform = (parameters: INodeParameters) => parameters,
): Promise<NodeResult> {
	const prepared = (await entry.prepare?.(emulator)) ?? {};
	emulator.clearRequests();
	return await runNode({
		type: entry.node,
		credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
		parameters: {
			...(entry.resource === null ? {} : { resource: entry.resource }),
			operation: entry.operation,
			...transform({ ...entry.parameters, ...(prepared as INodeParameters) }),
		},
	});
}
