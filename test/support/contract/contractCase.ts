import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';

export { byId } from '../../locator';

/** What the tests know of the emulator's state while they build a case. */
export type Ids = Emulator['ids'];

/** One operation run with realistic parameters, and what must come of it. */
export interface ContractCase {
	/** The operation as the contract names it. */
	node: string;
	resource: string | null;
	operation: string;
	/** Parameters beside resource and operation. */
	parameters: INodeParameters;
	/** The requests that the server must see, in order; the first is the one that the operation is declared with. */
	requests: ExpectedRequest[];
	/** Why the first request is another one than the declared one, where it is. */
	startsElsewhere?: string;
	/** The JSON of the items that must come out; asymmetric matchers allowed. */
	items: unknown;
	/** Puts the emulator into the state that the case needs; what it returns is merged into the parameters. */
	prepare?: (emulator: Emulator) => void | INodeParameters | Promise<void | INodeParameters>;
}

/** A request as the server saw it. */
export interface ExpectedRequest {
	method: string;
	path: string;
	query?: Record<string, string>;
	/** Parsed JSON; undefined for a request without a body. */
	body?: unknown;
	headers?: IDataObject;
}

/** Cases are built per run, because they name the emulator's ids. */
export type CaseBuilder = (ids: Ids) => ContractCase[];

/** Fills in what all cases of one resource share. */
export function casesOf(
	node: string,
	resource: string | null,
	cases: Array<Omit<ContractCase, 'node' | 'resource'>>,
): ContractCase[] {
	return cases.map((entry) => ({ node, resource, ...entry }));
}
