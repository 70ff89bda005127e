import type { INodeParameters } from 'n8n-workflow';
import { type Execution, errorOf, jsonOf, poll, type Unplaced, type WorkflowDefinition } from '../host';
import { byId } from '../locator';
import { useFixture } from '../support/n8n/fixture';
import { chain, TRIGGER } from '../support/n8n/workflows';

jest.setTimeout(120_000);

const GATE = 'Wait';
/** Seconds between two checks; the long ones are longer than a test waits for an execution to end. */
const [INTERVAL, LONG_INTERVAL] = [2, 600];

type Kind = 'approval' | 'execution';

const NODES: Record<Kind, { type: string; id: string; outputs: string[] }> = {
	approval: {
		type: 'promptRailsApproval',
		id: 'approvalId',
		outputs: ['Timed Out', 'Approved', 'Rejected'],
	},
	execution: {
		type: 'promptRailsExecution',
		id: 'executionId',
		outputs: ['Timed Out', 'Finished', 'Paused', 'Failed'],
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
	const checks = () => fixture.emulator.requests({ method: 'GET' }).length;
	const checked = async (times: number) => {
		const reached = async () => checks() >= times || undefined;
		await poll(reached, { what: `the gate checked ${times} times`, timeoutSeconds: 60, everyMs: 20 });
	};

	it.each([
		['approved', 'Approved'],
		['rejected', 'Rejected'],
	] as const)('leaves by its next check once the approval is %s', async (decision, output) => {
		const { client, emulator } = fixture;
		const { pending } = emulator.ids.approvals;
		const id = await start(gate('approval', pending));
		await checked(2);
		emulator.decide(pending, decision);
		const before = checks();
		expect(outputs(await client.ended(id), 'approval')).toEqual([output]);
		expect(checks() - before).toBeLessThanOrEqual(1);
	});

	it('leaves by Timed Out at its limit, in the middle of an interval', async () => {
		const { client, emulator } = fixture;
		const limitMinutes = 0.05;
		const limits = { holdInterval: LONG_INTERVAL, holdLimit: limitMinutes };
		const id = await start(gate('approval', emulator.ids.approvals.pending, limits));
		const execution = await client.ended(id);
		expect(outputs(execution, 'approval')).toEqual(['Timed Out']);
		const [run] = execution.data.resultData.runData[GATE] ?? [];
		expect(run?.executionTime).toBeGreaterThanOrEqual(limitMinutes * 60_000);
	});

	it('checks no more when the execution is cancelled', async () => {
		const { client, emulator } = fixture;
		const { pending } = emulator.ids.approvals;
		const often = { holdInterval: 0.5 };
		const id = await start(gate('approval', pending, often));
		await checked(2);
		await client.session.request('POST', `/rest/executions/${id}/stop`);
		expect((await client.ended(id)).status).toBe('canceled');
		const ofCancelled = () => emulator.requests({ path: `/api/v1/approvals/${pending}` }).length;
		const known = ofCancelled();
		// Another gate checks as often meanwhile.
		const [other] = emulator.requestApprovals(1);
		await client.ended(await start(gate('approval', other?.id ?? '', { ...often, holdLimit: 0.05 })));
		expect(checks() - known).toBeGreaterThan(1);
		expect(ofCancelled()).toBe(known);
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
});
