import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { Emulator, RecordedRequest } from '../../emulator';

/** What a kind of request is run with. */
export interface Bench {
	emulator: Emulator;
	/** Leads to the emulator, by the network of the matrix. */
	credential: ICredentialDataDecryptedObject;
}

/** What the workflow got. */
export interface Outcome {
	/** What `json.error` of an error item says, or the error that was thrown. */
	error?: IDataObject;
	/** The items that came out, or what stands for them where there are no items. */
	items: IDataObject[];
}

/** A kind of request, made ready: its run, and what must be true of the server and the workflow after it. */
export interface Run {
	run: () => Promise<Outcome>;
	/** After it went well. */
	whenWell: (outcome: Outcome) => void | Promise<void>;
	/** After it failed, with the fault gone. */
	whenFailed: (outcome: Outcome) => void | Promise<void>;
}

/** One kind of request that the nodes make. */
export interface Kind {
	name: string;
	/** The request that the fault befalls. */
	method: string;
	path: string;
	/** Tells it from others of the same path. */
	isIts?: (request: RecordedRequest) => boolean;
	/** How many requests of that path pass before it, and how many connections. */
	passes?: number;
	connections?: number;
	/** Whether it can be sent again without doing anything twice. */
	isIdempotent: boolean;
	/** Whether an answer without a body is fine. */
	mayBeEmpty?: boolean;
	/** Whether the server answers nothing when all is well, so that faults of the body need one of their own. */
	isBodiless?: boolean;
	/** What its answer is to the run: all of it, or something that the run can do without. */
	answers?: 'stream' | 'streamOfRun' | 'restOfRun';
	/** Whether a 404 is an answer like any other. */
	missingIsFine?: boolean;
	/** Whether there is another way when the server lacks the route. */
	hasOtherRoute?: boolean;
	/** Longest time that all attempts may take, and a single one; virtual ms. */
	budgetMs: number;
	timeoutMs: number;
	/** Longest time that it waits for a run beside that. */
	runMs?: number;
	/** Brings the emulator where the kind begins; no fault is there yet. */
	prepare: (bench: Bench) => Run | Promise<Run>;
}
