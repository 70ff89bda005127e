import { errorOf, itemsOf, jsonOf, type Execution } from '../host';
import type { FaultRule } from '../emulator';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { useFixture } from '../support/n8n/fixture';

const EXECUTE = { method: 'POST', path: '/api/v1/agents/*/execute' };
const DAY_MS = 86_400_000;

jest.setTimeout(120_000);

describe('The example', () => {
	const fixture = useFixture();

	const run = async (example: ExampleWorkflow, trigger: string): Promise<Execution> => {
		const execution = await fixture.client.ended(await example.start(trigger));
		expect(errorOf(execution)).toBeUndefined();
		return execution;
	};

	it("'enrich-table' fills every row once although the server limits the rate, and keeps apart what failed", async () => {
		const { emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'enrich-table', 'support');
		Object.assign(emulator.settings, { rateLimit: { perSecond: 2 } });
		emulator.fault({ ...EXECUTE, skip: 4, times: 1, status: 422 });

		const execution = await run(example, 'Start');

		const filled = jsonOf(execution, 'Row With Answer');
		const failed = jsonOf(execution, 'Row to Repeat');
		expect(filled).toHaveLength(11);
		for (const { row, answer } of filled) {
			const question = `Where is order A-${1000 + Number(row)}?`;
			expect(answer).toBe(`Hello Customer ${row}, about "${question}": we are looking into it.`);
		}
		const rows = filled.map(({ row }) => Number(row));
		expect(rows).toEqual([...rows].sort((a, b) => a - b));
		expect(failed).toEqual([{ row: expect.any(Number), reason: expect.any(String) }]);
		expect(new Set([...rows, failed[0]?.row]).size).toBe(12);
		const statuses = emulator.requests(EXECUTE).map(({ status }) => status);
		expect(statuses).toContain(429);
		expect(statuses.filter((status) => status === 200 || status === 201)).toHaveLength(11);
	});

	it("'cost-alert' tells of a day over the budget, and says nothing otherwise", async () => {
		const { emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'cost-alert', 'support');
		const spend = (cost: number, daysAgo: number, agentId: string) => {
			const at = new Date(Date.now() - daysAgo * DAY_MS);
			const [made] = emulator.finishExecutions(1, { at, agentId, output: {} });
			if (!made) throw new Error('No execution was made');
			emulator.store.executions.update(made, { cost });
		};
		const { support, chain } = emulator.ids.agents;
		spend(90, 0, support);
		spend(90, 3, support);
		const quiet = await run(example, 'Every Morning');
		expect(itemsOf(quiet, 'Within Budget')).toHaveLength(1);
		expect(quiet.data.resultData.runData.Alert).toBeUndefined();

		spend(7.5, 1, chain);
		spend(2, 1, support);
		const loud = await run(example, 'Every Morning');
		const [{ text } = {}] = jsonOf(loud, 'Alert');
		expect(text).toMatch(/^PromptRails cost \$9\.50 yesterday, in \d+ runs\. Planned were \$5\.\n\n/);
		expect(text).toMatch(/- Support Agent: \$9\d\.\d\d\n- Summarize and Translate: \$7\.50/);
	});

	it("'prompt-ab-test' scores the answers to both wordings and names the better one", async () => {
		const { emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'prompt-ab-test', 'support');

		const execution = await run(example, 'Start');

		expect(jsonOf(execution, 'Winner')).toEqual([
			{ text: 'ab_test_B did best with a mean of 1.00; ab_test_A had 0.00.' },
		]);
		const scores = emulator.store.scores.where(({ name }) => name.startsWith('ab_test_'));
		expect(scores.map(({ name, value }) => [name, value]).sort()).toEqual([
			...Array<unknown>(3).fill(['ab_test_A', 0]),
			...Array<unknown>(3).fill(['ab_test_B', 1]),
		]);
		expect(new Set(scores.map(({ trace_id }) => trace_id)).size).toBe(6);
	});

	it.each<[string, FaultRule, string]>([
		[
			'a connection that breaks while the agent is at work',
			{ when: 'after', reset: 'beforeHeaders' },
			'May Have Run',
		],
		[
			'a server that asks to come back in an hour',
			{ status: 429, headers: { 'retry-after': '3600' } },
			'Try Again Later',
		],
		['a refused input', { status: 400 }, 'Mend the Request'],
		['a missing scope', { status: 403 }, 'Ask for Access'],
		['a used-up plan', { status: 402 }, 'Ask for Access'],
		['a conflict', { status: 409 }, 'Anything Else'],
	])("'errors-by-type' after %s", async (_, fault, branch) => {
		const { emulator } = fixture;
		const example = await ExampleWorkflow.import(fixture, 'errors-by-type', 'support');
		emulator.fault({ ...EXECUTE, ...fault, times: 1 });

		const execution = await run(example, 'Start');

		expect(jsonOf(execution, 'Answer')).toHaveLength(1);
		const branches = [
			'May Have Run',
			'Try Again Later',
			'Mend the Request',
			'Ask for Access',
			'Anything Else',
		];
		expect(branches.filter((node) => execution.data.resultData.runData[node])).toEqual([branch]);
		expect(jsonOf(execution, branch)).toEqual([
			{
				question: expect.stringMatching(/\?$/),
				type: expect.stringMatching(/Error$/),
				what: expect.any(String),
				todo: expect.any(String),
			},
		]);
	});
});
