import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import {
	type CredentialReference,
	jsonOf,
	type N8nClient,
	poll,
	type SavedWorkflow,
	type WorkflowDefinition,
} from '../../host';

/** Name of the trigger. */
export const EVENT_TRIGGER = 'PromptRails';
const APPROVALS = { path: '/api/v1/approvals' };

/** Poll times so many seconds apart: n8n refuses one that comes more than once a minute, but takes many that come once. */
export const everySeconds = (seconds: number) => ({
	item: Array.from({ length: 60 / seconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * seconds} * * * * *`,
	})),
});

/** A workflow that our event trigger starts, looking every two seconds. */
export const eventWorkflow = (
	triggerOn: string,
	credentials: Record<string, CredentialReference>,
	parameters: INodeParameters = {},
): WorkflowDefinition => ({
	name: triggerOn,
	nodes: [
		{
			name: EVENT_TRIGGER,
			type: 'n8n-nodes-promptrails.promptRailsEventTrigger',
			typeVersion: 1,
			position: [0, 0],
			credentials,
			parameters: { triggerOn, pollTimes: everySeconds(2), ...parameters },
		},
	],
	connections: {},
});

/** Waits until approvals were asked for so many times more. */
export async function ticks(emulator: Emulator, count: number): Promise<void> {
	const wanted = emulator.requests(APPROVALS).length + count;
	const ticked = async () => emulator.requests(APPROVALS).length >= wanted || undefined;
	await poll(ticked, { what: `${count} ticks`, timeoutSeconds: 40 });
}

/** The ids of every item that started the workflow, once so many ticks more are over. */
export async function told(
	client: N8nClient,
	emulator: Emulator,
	workflow: SavedWorkflow,
	more = 2,
): Promise<string[]> {
	await ticks(emulator, more);
	const ids = await client.executionsOf(workflow);
	const executions = await Promise.all(ids.reverse().map((id) => client.ended(id)));
	return executions.flatMap((execution) => jsonOf(execution, EVENT_TRIGGER).map(({ id }) => String(id)));
}

/** The same, as soon as so many items came and two ticks more are over. */
export async function toldAtLeast(
	client: N8nClient,
	emulator: Emulator,
	workflow: SavedWorkflow,
	count: number,
): Promise<string[]> {
	const arrived = async () => (await told(client, emulator, workflow, 1)).length >= count || undefined;
	await poll(arrived, { what: `${count} items`, timeoutSeconds: 60 });
	return await told(client, emulator, workflow);
}
