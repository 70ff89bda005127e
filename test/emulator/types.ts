import type { ApprovalsWanted, ExecutionsWanted, ScoresWanted } from './engine/bulk';
import type { Delivery, OutboundEvent } from './outbound/types';
import type { SeedIds } from './seed';
import type { Approval, Execution } from './store/rows';
import type { Score } from './store/workspaceRows';
import type { Store } from './store/store';
import type { FaultRule, Generation, RecordedRequest, RequestFilter, Settings } from './settings';

export type * from './settings';

/** A running emulator. */
export interface Emulator {
	url: string;
	apiKey: string;
	generation: Generation;
	requests(filter?: RequestFilter): RecordedRequest[];
	clearRequests(): void;
	/** Adds a rule and returns what removes it. */
	fault(rule: FaultRule): () => void;
	clearFaults(): void;
	settings: Settings;
	store: Store;
	ids: SeedIds;
	/** Resolves when a run ended or paused. */
	runSettled(executionId: string): Promise<void>;
	/** Decides an approval from outside; throws when it is not pending. */
	decide(approvalId: string, decision: 'approved' | 'rejected', reason?: string): Approval;
	/** Lets a pending approval expire now, in the way of the settings. */
	expire(approvalId: string): Approval;
	/** Makes n paused executions and returns their approvals, oldest first. */
	requestApprovals(count: number, wanted?: ApprovalsWanted): Approval[];
	/** Makes n ended executions, oldest first. */
	finishExecutions(count: number, wanted?: ExecutionsWanted): Execution[];
	/** Makes n numeric scores, oldest first. */
	createScores(count: number, wanted?: ScoresWanted): Score[];
	/** Sends a signed platform event to a URL; without an answer, its status is 0. */
	sendEvent(url: string, event?: OutboundEvent): Promise<Delivery>;
	/** Every event that was sent, in the order of the answers. */
	deliveries(): Delivery[];
	/** Resolves when no event is under way any more. */
	deliveriesSettled(): Promise<void>;
	/** Back to the seed and to the settings it started with; no faults, no recorded requests. */
	reset(): void;
	close(): Promise<void>;
}
