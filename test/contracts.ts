import first from './contract.json';
import second from './contractGeneration2.json';

/** One operation of a contract: its public names, and the request that it makes. */
export interface ContractOperation {
	node: string;
	resource: string | null;
	operation: string;
	method: string;
	path: string;
}

/** What the nodes offer, by the generation of the API that brought it. */
export const contracts: Record<1 | 2, ContractOperation[]> = { 1: first.operations, 2: second.operations };

/** Everything that the nodes offer. */
export const allOperations: ContractOperation[] = [...contracts[1], ...contracts[2]];

/** What an operation is called in the name of a test: node, resource and operation. */
export const nameOf = ({
	node,
	resource,
	operation,
}: Pick<ContractOperation, 'node' | 'resource' | 'operation'>): string =>
	[node, resource, operation].filter(Boolean).join(' ');
