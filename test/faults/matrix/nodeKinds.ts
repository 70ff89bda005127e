import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { runNode } from '../../support/engine/runNode';
import { byId } from '../../locator';
import type { Bench, Kind, Outcome } from './kind';

const BUDGET_S = 8;
const TIMEOUT_S = 5;
/** Longest time for a run that is followed. */
const RUN_S = 60;
const IDLE_S = 20;
const DEFAULT_TIMEOUT_MS = 30_000;
const NEW_NAME = 'Made by the matrix';

/** What a kind that is an operation of a node says beside the rest. */
interface Operation extends Omit<Kind, 'prepare' | 'budgetMs' | 'timeoutMs'> {
	node: string;
	parameters: (emulator: Emulator) => INodeParameters;
	options?: INodeParameters;
	timeoutMs?: number;
	/** Brings the emulator into the state that it needs. */
	given?: (emulator: Emulator) => void;
	/** What must be true after it went well. */
	check: (outcome: Outcome, emulator: Emulator) => void;
	/** What must be true after it failed. */
	checkFailed?: (emulator: Emulator) => void;
}

function operation({ node, parameters, options, given, check, checkFailed, ...kind }: Operation): Kind {
	return {
		budgetMs: BUDGET_S * 1000,
		timeoutMs: TIMEOUT_S * 1000,
		...kind,
		prepare: ({ emulator, credential }: Bench) => {
			given?.(emulator);
			const given_ = parameters(emulator);
			return {
				run: async () => {
					const { outputs, error } = await runNode({
						type: node,
						credential,
						parameters: {
							...given_,
							options: { retryBudget: BUDGET_S, timeout: TIMEOUT_S, ...options },
						},
						onError: 'continueRegularOutput',
					});
					expect(error).toBeUndefined();
					const items = outputs.flat();
					for (const { pairedItem } of items) expect(pairedItem).toEqual({ item: 0 });
					const failed = items.find(({ json }) => typeof json.error === 'object');
					if (!failed) return { items: items.map(({ json }) => json) };
					// Nothing else comes out beside an error.
					expect(items).toHaveLength(1);
					return { error: failed.json.error as Outcome['error'], items: [] };
				},
				whenWell: (outcome) => check(outcome, emulator),
				whenFailed: () => checkFailed?.(emulator),
			};
		},
	};
}

const agent = (name: string, more: INodeParameters = {}) => ({
	node: 'promptRailsAgent',
	parameters: ({ ids }: Emulator): INodeParameters => ({
		resource: 'agent',
		operation: name,
		agentId: byId(ids.agents.support),
		...more,
	}),
});

const INPUT = { inputMode: 'json', input: '={{ { name: "Ada", question: "Why?" } }}' };
const STREAMED = { includeEvents: true, timeout: RUN_S, idleTimeout: IDLE_S };

const oneItem = ({ items }: Outcome, like: object): void =>
	expect(items).toEqual([expect.objectContaining(like)]);
const supportAgent = ({ store, ids }: Emulator) => store.agents.get(ids.agents.support);
const completed = (outcome: Outcome): void =>
	oneItem(outcome, { status: 'completed', output: expect.stringContaining('Hello Ada') });

const EXECUTION = '/api/v1/executions/*';
const ofRun = {
	...agent('execute', INPUT),
	options: STREAMED,
	method: 'GET',
	isIdempotent: true,
	timeoutMs: DEFAULT_TIMEOUT_MS,
	runMs: RUN_S * 1000,
	check: completed,
};

/** The kinds that are operations of nodes. */
export const NODE_KINDS: Kind[] = [
	operation({
		name: 'GET one',
		...agent('get'),
		method: 'GET',
		path: '/api/v1/agents/*',
		isIdempotent: true,
		check: (outcome, { ids }) => oneItem(outcome, { id: ids.agents.support }),
	}),
	operation({
		name: 'GET the third page of a list',
		node: 'promptRailsExecution',
		parameters: () => ({ resource: 'execution', operation: 'getAll', returnAll: true, simplify: false }),
		method: 'GET',
		path: '/api/v1/executions',
		isIts: ({ query }) => query.page === '3',
		passes: 2,
		connections: 2,
		isIdempotent: true,
		given: (emulator) => void emulator.finishExecutions(250),
		check: ({ items }, { store }) => {
			const all = store.executions.where(() => true).map(({ id }) => id);
			expect(items.map(({ id }) => id).sort()).toEqual(all.sort());
		},
	}),
	operation({
		name: 'POST that creates',
		node: 'promptRailsAgent',
		parameters: () => ({ resource: 'agent', operation: 'create', name: NEW_NAME, type: 'simple' }),
		method: 'POST',
		path: '/api/v1/agents',
		isIdempotent: false,
		check: (outcome, { store }) => {
			oneItem(outcome, { name: NEW_NAME });
			expect(store.agents.where(({ name }) => name === NEW_NAME)).toHaveLength(1);
		},
	}),
	operation({
		name: 'POST that executes',
		...agent('execute', INPUT),
		method: 'POST',
		path: '/api/v1/agents/*/execute',
		isIdempotent: false,
		check: completed,
	}),
	operation({
		name: 'PUT that promotes',
		node: 'promptRailsAgent',
		parameters: ({ ids }) => ({
			resource: 'version',
			operation: 'promote',
			agentId: byId(ids.agents.support),
			versionId: byId(ids.agentVersions.support),
		}),
		method: 'PUT',
		path: '/api/v1/agents/*/versions/*/promote',
		isIdempotent: true,
		mayBeEmpty: true,
		check: ({ items }, { store, ids }) => {
			expect(items).toHaveLength(1);
			expect(store.agentVersions.get(ids.agentVersions.support)).toMatchObject({ is_current: true });
		},
	}),
	operation({
		name: 'PATCH',
		...agent('update', { additionalFields: { name: NEW_NAME } }),
		method: 'PATCH',
		path: '/api/v1/agents/*',
		isIdempotent: false,
		check: (outcome, emulator) => {
			oneItem(outcome, { name: NEW_NAME });
			expect(supportAgent(emulator)).toMatchObject({ name: NEW_NAME });
		},
	}),
	operation({
		name: 'DELETE',
		...agent('delete'),
		method: 'DELETE',
		path: '/api/v1/agents/*',
		isIdempotent: true,
		mayBeEmpty: true,
		isBodiless: true,
		check: (outcome) => expect(outcome.items).toEqual([{ deleted: true }]),
	}),
	operation({
		...ofRun,
		name: 'Stream of a run, to open',
		path: `${EXECUTION}/stream`,
		connections: 1,
		answers: 'streamOfRun',
	}),
	operation({
		...ofRun,
		name: 'Stream of a run, half-way',
		path: EXECUTION,
		connections: 2,
		answers: 'restOfRun',
	}),
	operation({
		name: 'Stream of a chat message, to open',
		node: 'promptRailsChat',
		parameters: ({ ids }) => ({
			resource: 'message',
			operation: 'send',
			sessionId: byId(ids.chatSessions.ada),
			content: 'Where is it?',
		}),
		options: STREAMED,
		method: 'POST',
		path: '/api/v1/chat/sessions/*/messages/stream',
		isIdempotent: false,
		timeoutMs: RUN_S * 1000,
		runMs: RUN_S * 1000,
		answers: 'stream',
		hasOtherRoute: true,
		check: (outcome) => oneItem(outcome, { output: expect.stringMatching(/\w/) }),
	}),
];
