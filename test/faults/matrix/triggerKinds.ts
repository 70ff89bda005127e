import type { IDataObject } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { SECRET, TRIGGERS } from '../../support/engine/agentWebhook';
import { searchList } from '../../support/engine/loadOptions';
import { PollNode } from '../../support/engine/pollNode';
import { TriggerWorkflow } from '../../support/engine/webhookTrigger';
import { byId } from '../../locator';
import type { Bench, Kind, Outcome } from './kind';

/** None of these has an option for it. */
const DEFAULTS = { budgetMs: 60_000, timeoutMs: 30_000 };
const TRIGGER = `${TRIGGERS}/*`;

/** What came of work that fails by throwing. */
async function outcomeOf(work: () => Promise<IDataObject[]>): Promise<Outcome> {
	try {
		return { items: await work() };
	} catch (error) {
		const { message, description, errorResponse } = error as {
			message: string;
			description?: string;
			errorResponse?: IDataObject;
		};
		return { items: [], error: { ...errorResponse, message, description } };
	}
}

const webhooks = ({ store }: Emulator) => store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));

let made = 0;

/** A workflow that starts by calls; what a process remembers of a workflow outlives a cell. */
function workflowOf({ credential, emulator }: Bench): TriggerWorkflow {
	const workflow = new TriggerWorkflow(credential, {
		triggerOn: 'agentWebhook',
		agentId: byId(emulator.ids.agents.support),
		secret: SECRET,
	});
	workflow.id = `workflow${(made += 1)}`;
	return workflow;
}

/** The workflow has the one webhook that there is. */
function expectRegistered(workflow: TriggerWorkflow, emulator: Emulator): void {
	const { triggerId } = (workflow.state.registration ?? {}) as IDataObject;
	expect(webhooks(emulator).map(({ id }) => id)).toEqual([triggerId]);
}

function expectNothingLeft(workflow: TriggerWorkflow, emulator: Emulator): void {
	expect(webhooks(emulator)).toEqual([]);
	expect(workflow.state.registration).toBeUndefined();
}

async function published(bench: Bench): Promise<TriggerWorkflow> {
	const workflow = workflowOf(bench);
	await workflow.publish();
	return workflow;
}

const doing = (work: () => Promise<void>) => async (): Promise<Outcome> =>
	await outcomeOf(async () => {
		await work();
		return [];
	});

/** The kinds that triggers and the editor make. */
export const TRIGGER_KINDS: Kind[] = [
	{
		...DEFAULTS,
		name: 'Webhook: create',
		method: 'POST',
		path: TRIGGERS,
		isIdempotent: false,
		prepare: (bench) => {
			const workflow = workflowOf(bench);
			return {
				run: doing(() => workflow.publish()),
				whenWell: () => expectRegistered(workflow, bench.emulator),
				whenFailed: async () => {
					expectNothingLeft(workflow, bench.emulator);
					await workflow.publish();
					expectRegistered(workflow, bench.emulator);
				},
			};
		},
	},
	{
		...DEFAULTS,
		name: 'Webhook: look whether it exists',
		method: 'GET',
		path: TRIGGER,
		isIdempotent: true,
		missingIsFine: true,
		prepare: async (bench) => {
			const workflow = await published(bench);
			const [first] = webhooks(bench.emulator);
			return {
				run: doing(() => workflow.publish()),
				whenWell: () => {
					// A server that says that it is gone, and has it all the same, gets another one.
					const others = webhooks(bench.emulator).filter(({ id }) => id !== first.id);
					expect(workflow.state.registration).toMatchObject({ triggerId: (others[0] ?? first).id });
				},
				whenFailed: async () => {
					expectRegistered(workflow, bench.emulator);
					await workflow.publish();
					expectRegistered(workflow, bench.emulator);
				},
			};
		},
	},
	{
		...DEFAULTS,
		name: 'Webhook: delete',
		method: 'DELETE',
		path: TRIGGER,
		isIdempotent: true,
		mayBeEmpty: true,
		isBodiless: true,
		missingIsFine: true,
		prepare: async (bench) => {
			const workflow = await published(bench);
			return {
				run: doing(() => workflow.unpublish()),
				whenWell: () => expect(workflow.state.registration).toBeUndefined(),
				whenFailed: async () => {
					// It is remembered, so that it can be deleted later.
					expect(workflow.state.registration).toBeDefined();
					await workflow.unpublish();
					expectNothingLeft(workflow, bench.emulator);
				},
			};
		},
	},
	{
		...DEFAULTS,
		name: 'List in the editor',
		method: 'GET',
		path: '/api/v1/agents',
		isIdempotent: true,
		prepare: ({ credential }) => {
			const request = {
				type: 'promptRailsAgent',
				parameters: { resource: 'agent', operation: 'execute' },
				credential,
			};
			return {
				run: () =>
					outcomeOf(
						async () => [{ ...(await searchList(request, 'searchAgents', 'support')) }] as IDataObject[],
					),
				whenWell: ({ items }) =>
					expect(items).toEqual([
						{ results: [expect.objectContaining({ name: expect.stringContaining('Support') })] },
					]),
				whenFailed: () => {},
			};
		},
	},
	{
		...DEFAULTS,
		name: 'Poll of a trigger',
		method: 'GET',
		path: '/api/v1/executions',
		isIdempotent: true,
		prepare: async ({ emulator, credential }) => {
			const node = await PollNode.create('promptRailsEventTrigger', credential, {
				triggerOn: 'executionFinished',
			});
			await node.publish();
			const [{ id }] = emulator.finishExecutions(1);
			const tells = [expect.objectContaining({ event: 'executionFinished', execution_id: id })];
			return {
				run: () => outcomeOf(async () => (await node.tick()) ?? []),
				whenWell: async ({ items }) => {
					expect(items).toEqual(tells);
					expect(await node.tick()).toBeNull();
				},
				whenFailed: async () => {
					// The event is not lost: the next tick tells it, once.
					expect(await node.tick()).toEqual(tells);
					expect(await node.tick()).toBeNull();
				},
			};
		},
	},
];
