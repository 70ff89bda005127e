import { type Execution, errorOf, jsonOf, type WorkflowDefinition } from '../host';
import { type FakeChatModel, startFakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';
import { GATES, type GateName, type Mode } from '../support/n8n/gateCases';
import { AI_AGENT, toolWorkflow } from '../support/n8n/toolWorkflow';
import { TRIGGER } from '../support/n8n/workflows';

// A sleeping gate wakes when n8n looks for due executions, once a minute.
jest.setTimeout(240_000);
const TOOL = 'Ask Support';
const WAITS = new Set(['waiting', 'success', 'error']);
const ENDED = new Set(['success', 'error', 'crashed']);

describe("A gate as the tool of n8n's AI Agent", () => {
	const fixture = useFixture({ resets: false });
	const models: FakeChatModel[] = [];
	afterAll(() => Promise.all(models.map((model) => model.close())));

	/** Has the agent call the gate about something, with a model that repeats what the tool said. */
	async function withGate(gate: GateName, mode: Mode, id: string): Promise<WorkflowDefinition> {
		const model = await startFakeChatModel({ id });
		models.push(model);
		const { client, credentials } = fixture;
		const workflow = await toolWorkflow(client, model, 'any', credentials);
		const { type, about } = GATES[gate];
		return {
			...workflow,
			settings: { executionOrder: 'v1' },
			nodes: workflow.nodes.map((node) =>
				node.name === TOOL
					? {
							...node,
							type: `n8n-nodes-promptrails.${type}Tool`,
							parameters: {
								operation: 'wait',
								toolDescription: 'Waits until it is settled',
								...about("={{ $fromAI('id', 'What to wait for', 'string') }}"),
								waitMode: mode,
								holdInterval: 1,
								sleepInterval: 0.02,
							},
						}
					: node,
			),
		};
	}

	const answer = (execution: Execution): string => {
		expect(errorOf(execution)).toBeUndefined();
		return JSON.stringify(jsonOf(execution, AI_AGENT)[0]?.output).replaceAll('\\', '');
	};

	it('gives the model the outcome, in both modes', async () => {
		const { client, emulator } = fixture;
		const [held, slept] = emulator.requestApprovals(2).map(({ id }) => id);
		const [heldRun, sleptRun] = emulator.finishExecutions(2);
		const settled = [heldRun, sleptRun].map((run) => run?.status);
		[heldRun, sleptRun].forEach((run) => run && (run.status = 'running'));
		const wanted: Array<[GateName, Mode, string, string]> = [
			['approval', 'hold', held ?? '', 'Approved'],
			['approval', 'sleep', slept ?? '', 'Approved'],
			['execution', 'hold', heldRun?.id ?? '', 'Finished'],
			['execution', 'sleep', sleptRun?.id ?? '', 'Finished'],
		];
		const started = await Promise.all(
			wanted.map(async ([gate, mode, id]) => {
				const workflow = await client.createWorkflow(await withGate(gate, mode, id));
				return await client.startManually(workflow, TRIGGER);
			}),
		);
		for (const [index, [, mode]] of wanted.entries()) {
			if (mode === 'hold') continue;
			const asleep = await client.ended(started[index] ?? '', WAITS);
			expect({ error: errorOf(asleep), status: asleep.status }).toEqual({ status: 'waiting' });
		}
		[held, slept].forEach((id) => emulator.decide(id ?? '', 'approved'));
		[heldRun, sleptRun].forEach((run, index) => run && (run.status = settled[index] ?? run.status));
		for (const [index, [, , id, outcome]] of wanted.entries()) {
			const said = answer(await client.ended(started[index] ?? '', ENDED, 200));
			expect(said).toContain(`"outcome":"${outcome}"`);
			expect(said).toContain(id);
		}
	});
});
