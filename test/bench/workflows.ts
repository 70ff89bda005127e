import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { chain, type Execution, jsonOf, TRIGGER, type Unplaced } from '../host';
import type { Stage } from '../load/stage';
import { byId } from '../locator';
import { type NodeRun, runNode } from '../support/engine/runNode';

/** Name of the node that is measured. */
export const MEASURED = 'Measured';

/** An operation of the Agent node. */
export function measuredAgent(
	{ credentials }: Pick<Stage, 'credentials'>,
	parameters: INodeParameters,
): Unplaced {
	const type = 'n8n-nodes-promptrails.promptRailsAgent';
	return {
		name: MEASURED,
		type,
		typeVersion: 1,
		credentials,
		parameters: { resource: 'agent', ...parameters },
	};
}

/** Which of the emulator's agents runs: one that answers at once, or one that takes `longRunMs`. */
type Runs = 'support' | 'slow';

/** Runs an agent with each item as its input. */
export function executeAgent(stage: Stage, options: INodeParameters = {}, agent: Runs = 'support'): Unplaced {
	return measuredAgent(stage, {
		operation: 'execute',
		agentId: byId(stage.emulator.ids.agents[agent]),
		inputMode: 'json',
		input: '={{ $json }}',
		options,
	});
}

/** n8n's HTTP Request node with the same credential. */
export function httpRequest(
	{ credentials }: Pick<Stage, 'credentials'>,
	parameters: INodeParameters,
): Unplaced {
	return {
		name: MEASURED,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials,
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'promptRailsApi',
			options: {},
			...parameters,
		},
	};
}

/** The HTTP Request node, doing what `executeAgent` does. */
export function postExecute(stage: Stage, agent: Runs = 'support'): Unplaced {
	return httpRequest(stage, {
		method: 'POST',
		url: executeUrl(stage, agent),
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify({ input: $json, sync: true }) }}',
	});
}

/** Where an agent is run. */
export const executeUrl = (
	{ emulator: { url, ids } }: Pick<Stage, 'emulator'>,
	agent: Runs = 'support',
): string => `${url}/api/v1/agents/${ids.agents[agent]}/execute`;

/** Inputs for the slow agent. */
export const topics = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ topic: `Topic ${index}` }));

/** Inputs for the support agent. */
export const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		name: `Customer ${index}`,
		question: 'Where is my order?',
	}));

const RUN_WITHIN_SECONDS = 180;

/** Runs nodes behind a trigger that emits the items; resolves with the time in ms that the nodes took. */
export async function timed(
	{ client }: Stage,
	items: IDataObject[],
	nodes: Unplaced[],
): Promise<{ ms: number; execution: Execution }> {
	const workflow = await client.createWorkflow(chain('bench', items, nodes));
	const id = await client.startManually(workflow, TRIGGER);
	const execution = await client.ended(id, undefined, RUN_WITHIN_SECONDS);
	const { runData, error } = execution.data.resultData;
	if (error) throw error;
	const ms = nodes
		.map(({ name }) => runData[name]?.[0]?.executionTime ?? NaN)
		.reduce((sum, one) => sum + one, 0);
	return { ms, execution };
}

/** Runs a node under a rate limit, and counts what came through and what was sent; then waits for a new second. */
export async function limited(
	stage: Stage,
	items: IDataObject[],
	shape: Unplaced,
): Promise<Record<'time' | 'succeeded' | 'requests', number>> {
	stage.emulator.clearRequests();
	const { ms, execution } = await timed(stage, items, [shape]);
	const succeeded = jsonOf(execution, MEASURED).filter(({ error }) => error === undefined).length;
	await sleep(1000);
	return { time: ms, succeeded, requests: stage.emulator.requests().length };
}

/** Runs a node in n8n's engine in this process; resolves with the time in ms that it took. */
export async function engineTime(
	{ apiKey, url: baseUrl }: Stage['emulator'],
	items: IDataObject[],
	node: Pick<NodeRun, 'type' | 'parameters' | 'loaded'>,
): Promise<number> {
	const { run, error } = await runNode({ ...node, credential: { apiKey, baseUrl }, items });
	if (error) throw error;
	return run.data.resultData.runData['Under Test'][0].executionTime;
}
