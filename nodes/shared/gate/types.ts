import type { IDataObject } from 'n8n-workflow';

import type { OperationItem, RequestShape } from '../operation/model/types';

/** The output of items that are still open when their time is up. */
export const TIMED_OUT = 0;

/** An item that has its outcome, and the output by which it leaves. */
export interface Settled {
	output: number;
	result: IDataObject;
}

/** What a gate waits for, and where its items leave. */
export interface Gate {
	/** Labels of the outputs; the first is for items whose time is up, the last also for items that failed. */
	outputs: string[];
	/** What the canvas shows while the execution sleeps. */
	waitingText: string;
	/** Reads the thing that is waited for. */
	request: RequestShape;
	/** The output by which an item leaves, from what was read; the first one while it is open. */
	outputOf: (answer: IDataObject) => number;
	/**
	 * What becomes of an item for which there is nothing to wait; undefined for the others.
	 * @throws ValidationError where such an item may not pass
	 */
	withoutWaiting?: (item: OperationItem) => Settled | undefined;
}
