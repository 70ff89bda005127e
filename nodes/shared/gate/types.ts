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
	/** What n8n's chat shows of an item without an answer, by the output that it leaves by. */
	messages: string[];
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
	/** What the gate starts itself, where it does not wait for something that is there already. */
	asks?: Asks;
	/** What n8n's human review reads of the item that the gate gives out. */
	review?: (settled: Settled) => ReviewVerdict;
}

/** What n8n's human review looks at: only `approved: true` lets the tool run; `chatInput` is told to the model. */
export interface ReviewVerdict {
	approved: boolean;
	chatInput?: string;
}

/** What was read of something that a gate waits for. */
export interface Answer {
	output: number;
	answer: IDataObject;
}

/** Starts the thing that a gate waits for, and reads it. */
export interface Asks {
	/** Starts it, or finds what was started for this item before. What it gives is kept while the execution sleeps. */
	begin: (item: OperationItem) => Promise<IDataObject>;
	/**
	 * Reads it; may add to what is kept.
	 * @throws RunFailedError where it ended without a decision
	 */
	read: (item: OperationItem, begun: IDataObject) => Promise<Answer>;
	/** What is known of it before it is read. */
	unread: (begun: IDataObject) => IDataObject;
}
