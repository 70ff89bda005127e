import type { Operation, Resource } from '../model/types';

/** What every table has. People come for what is special first, and for what ends something last. */
const OF_EVERY_TABLE = ['create', 'get', 'getAll', 'update'];
const ENDING = ['cancel', 'delete'];

/** Whether only one generation of the API has it. */
const isOfOneGeneration = ({ request }: Operation): boolean => request.since !== undefined;

function rank(operation: Operation, first: string): number {
	if (operation.value === first) return 0;
	const kind = OF_EVERY_TABLE.includes(operation.value) ? 2 : ENDING.includes(operation.value) ? 3 : 1;
	return isOfOneGeneration(operation) ? 10 + kind : kind;
}

/**
 * The operations of a resource in the order in which people look for them: the one that is selected at first, what only
 * this resource can do, what every table has, what ends something, and last what only one generation of the API has. By
 * name among their like.
 */
export function byUse({ operations, defaultOperation: first }: Resource): Operation[] {
	return [...operations].sort((a, b) => rank(a, first) - rank(b, first) || a.name.localeCompare(b.name));
}

/** The resources in the order in which they are declared, with the ones that only one generation of the API has at the end. */
export function resourcesByUse(resources: Resource[]): Resource[] {
	const isLast = ({ operations }: Resource): number => Number(operations.every(isOfOneGeneration));
	return [...resources].sort((a, b) => isLast(a) - isLast(b));
}
