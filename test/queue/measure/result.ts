/** What one process of the cluster costs. */
export type Role = 'main' | 'webhook' | 'worker' | 'postgres' | 'redis';

/** CPU that an execution costs, in ms, by where it is spent; that of all workers together. */
export type Cost = Record<Role, number>;

export interface Throughput {
	workers: number;
	executions: number;
	itemsEach: number;
	perSecond: number;
	cost: Cost;
}

export interface HeapOfExecutions {
	itemsEach: number;
	executions: number;
	kilobytesEach: number;
}

export interface LimitRound {
	itemsInFlight: number;
	/** Items in flight of all executions of both workers. */
	inFlight: number;
	requests: number;
	refused: number;
	/** Requests a second that were let through. */
	perSecond: number;
	failedItems: number;
}

/** Figures of one cluster, with everything that docs/scaling.md calculates from. */
export interface Measures {
	n8n: string;
	processors: number;
	load: number;
	concurrency: number;
	throughput: Throughput[];
	/** Memory of a process at rest, in MB. */
	memory: Record<Role, number>;
	heap: HeapOfExecutions[];
	limit: { perSecond: number; items: number; executions: number; rounds: LimitRound[] };
	/** Connections that one more worker holds, and what all the others hold. */
	connections: Record<'postgres' | 'redis', { eachWorker: number; others: number; most: number }>;
}
