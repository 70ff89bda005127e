import type { INodeParameters } from 'n8n-workflow';
import {
	type Execution,
	errorOf,
	HOST_FOLDER,
	jsonOf,
	poll,
	type Unplaced,
	type WorkflowDefinition,
} from '../host';
import { openWorkflow, photographPanel, withEditor } from '../host/screenshot';
import { byId } from '../locator';
import { useFixture } from './support/fixture';
import { chain, TRIGGER } from './support/workflows';

jest.setTimeout(60_000);

const GATE = 'Wait';
const INTERVAL = 2;
/** What n8n takes to get round to it on a machine that is busy. */
const SLACK_MS = 1000;
const SIZE = { width: 1440, height: 900 };

type Kind = 'approval' | 'execution';

const NODES: Record<Kind, { type: string; id: string; outputs: string[] }> = {
	approval: {
		type: 'promptRailsApproval',
		id: 'approvalId',
		outputs: ['Pending', 'Approved', 'Rejected'],
	},
	execution: {
		type: 'promptRailsExecution',
		id: 'executionId',
		outputs: ['Running', 'Finished', 'Awaiting Approval', 'Failed'],
	},
};

describe('A gate that holds, in n8n', () => {
	const fixture = useFixture();

	const gate = (kind: Kind, id: string, parameters: INodeParameters = {}): WorkflowDefinition => {
		const { type, id: idName } = NODES[kind];
		const node: Unplaced = {
			name: GATE,
			type: `n8n-nodes-promptrails.${type}`,
			typeVersion: 1,
			credentials: fixture.credentials,
			parameters: {
				...(kind === 'execution' ? { resource: 'execution' } : {}),
				operation: 'wait',
				[idName]: byId(id),
				waitMode: 'hold',
				holdInterval: INTERVAL,
				...parameters,
			},
		};
		return chain(`${kind} gate`, [{}], [node]);
	};
	const start = async (workflow: WorkflowDefinition): Promise<string> => {
		const { client } = fixture;
		return await client.startManually(await client.createWorkflow(workflow), TRIGGER);
	};
	/** Which output each item left by. */
	const outputs = (execution: Execution, kind: Kind): string[] => {
		expect(errorOf(execution)).toBeUndefined();
		return NODES[kind].outputs.flatMap((label, index) => jsonOf(execution, GATE, index).map(() => label));
	};
	const endOf = (execution: Execution): number => {
		const run = execution.data.resultData.runData[GATE]?.at(-1);
		return (run?.startTime ?? 0) + (run?.executionTime ?? 0);
	};
	const checks = () => fixture.emulator.requests({ method: 'GET' }).length;
	const checked = async (times: number) => {
		const reached = async () => checks() >= times || undefined;
		await poll(reached, { what: `the gate checked ${times} times`, timeoutSeconds: 20, everyMs: 20 });
	};

	it.each([
		['approved', 'Approved'],
		['rejected', 'Rejected'],
	] as const)('leaves within one interval once the approval is %s', async (decision, output) => {
		const { client, emulator } = fixture;
		const { pending } = emulator.ids.approvals;
		const id = await start(gate('approval', pending));
		await checked(2);
		emulator.decide(pending, decision);
		const decidedAt = Date.now();
		const execution = await client.ended(id);
		expect(outputs(execution, 'approval')).toEqual([output]);
		expect(endOf(execution) - decidedAt).toBeLessThan(INTERVAL * 1000 + SLACK_MS);
	});

	it('leaves by the first output at its limit', async () => {
		const { client, emulator } = fixture;
		const limitMinutes = 0.05;
		const id = await start(gate('approval', emulator.ids.approvals.pending, { holdLimit: limitMinutes }));
		const execution = await client.ended(id);
		expect(outputs(execution, 'approval')).toEqual(['Pending']);
		const [run] = execution.data.resultData.runData[GATE] ?? [];
		expect(run?.executionTime).toBeGreaterThanOrEqual(limitMinutes * 60_000);
		expect(run?.executionTime).toBeLessThan(limitMinutes * 60_000 + SLACK_MS);
	});

	it('stops at once when the execution is cancelled', async () => {
		const { client, emulator } = fixture;
		const id = await start(gate('approval', emulator.ids.approvals.pending, { holdInterval: 0.5 }));
		await checked(2);
		await client.session.request('POST', `/rest/executions/${id}/stop`);
		const stoppedAt = Date.now();
		const execution = await client.ended(id);
		expect(execution.status).toBe('canceled');
		expect(Date.now() - stoppedAt).toBeLessThan(SLACK_MS);
		const known = checks();
		await new Promise((resolve) => setTimeout(resolve, 1500));
		expect(checks()).toBe(known);
	});

	it('waits for a run from its start to its end', async () => {
		const { client, emulator } = fixture;
		const { slow } = emulator.ids.agents;
		emulator.settings.longRunMs = 3000;
		const agent = {
			name: 'Start Agent',
			type: 'n8n-nodes-promptrails.promptRailsAgent',
			typeVersion: 1,
			credentials: fixture.credentials,
			parameters: {
				resource: 'agent',
				operation: 'execute',
				agentId: byId(slow),
				runMode: 'start',
				inputMode: 'json',
				input: '{"topic": "gates"}',
			},
		};
		const { nodes } = gate('execution', '={{ $json.execution_id }}', { holdInterval: 1 });
		const waiting = nodes.filter(({ name }) => name === GATE);
		const execution = await client.ended(await start(chain('a run', [{}], [agent, ...waiting])));
		expect(outputs(execution, 'execution')).toEqual(['Finished']);
		expect(jsonOf(execution, GATE, 1)).toEqual([
			expect.objectContaining({ status: 'completed', output: expect.stringContaining('gates') }),
		]);
		expect(checks()).toBeGreaterThan(2);
		expect(emulator.requests({ method: 'POST' })).toHaveLength(1);
	});

	it('sorts runs by what became of them', async () => {
		const { client, emulator } = fixture;
		const { awaitingApproval, completed, failed } = emulator.ids.executions;
		emulator.settings.longRunMs = 60_000;
		const running = await fetch(`${emulator.url}/api/v1/agents/${emulator.ids.agents.slow}/execute`, {
			method: 'POST',
			headers: { 'X-API-Key': emulator.apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ input: { topic: 'gates' }, sync: false }),
		});
		const { data } = (await running.json()) as { data: { execution_id: string } };
		const ids = [data.execution_id, completed, awaitingApproval, failed];
		const workflow = gate('execution', '={{ $json.id }}', { holdLimit: 0.02 });
		workflow.pinData = { [TRIGGER]: ids.map((id) => ({ json: { id } })) };
		const execution = await client.ended(await start(workflow));
		expect(outputs(execution, 'execution')).toEqual(NODES.execution.outputs);
		expect(
			NODES.execution.outputs.map((_label, index) => jsonOf(execution, GATE, index)[0]?.execution_id),
		).toEqual(ids);
	});

	it('cannot sleep without the way back', async () => {
		const { client, emulator } = fixture;
		const id = await start(gate('approval', emulator.ids.approvals.pending, { waitMode: 'sleep' }));
		const execution = await client.ended(id);
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toMatchObject({
			message: 'The Pending output does not lead back to this node',
			description: expect.stringContaining('connect the Pending output to the input of this node'),
		});
	});

	it.each(Object.entries(NODES))(
		'of an %s names its outputs, and says how to sleep',
		async (kind, { outputs: labels }) => {
			const { client } = fixture;
			const { id } = await client.createWorkflow(gate(kind as Kind, 'any', { waitMode: 'sleep' }));
			const file = `${HOST_FOLDER}/screenshots/${kind}-gate.png`;
			await withEditor(client, SIZE, async (page) => {
				await openWorkflow(page, id, GATE);
				const handles = page.locator(`[data-test-id="canvas-node-output-handle"][data-node-name="${GATE}"]`);
				expect((await handles.allInnerTexts()).map((text) => text.trim())).toEqual(labels);
				await photographPanel(page, { workflowId: id, node: GATE, file });
				const panel = await page.locator('[data-test-id="node-parameters"]').innerText();
				expect(panel).toContain(`Connect the ${labels[0]} output back to the input of this node`);
			});
		},
	);
});
