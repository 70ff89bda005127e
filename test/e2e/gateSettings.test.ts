/** What n8n's settings and ways to run do to both gates. What it sees is docs/gates.md; DOCS=write writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { gatesPage } from '../docs/gatesPage';
import { type Execution, errorOf, poll, REPOSITORY } from '../host';
import { useFixture } from '../support/n8n/fixture';
import {
	CASES,
	caseWorkflow,
	GATE,
	type GateCase,
	type GateName,
	GATES,
	type Mode,
} from '../support/n8n/gateCases';
import { TRIGGER } from '../support/n8n/workflows';

// Some gates wake twice, once a minute.
jest.setTimeout(480_000);
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);
const WAKES_WITHIN_SECONDS = 300;
const PAGE = join(REPOSITORY, 'docs', 'gates.md');

/** One cell of the table, under way. */
interface Running {
	one: GateCase;
	gate: GateName;
	mode: Mode;
	executionId: string;
	ids: string[];
}

describe('The gates under every setting of n8n', () => {
	const fixture = useFixture({ resets: false });
	const open: Array<() => void> = [];

	/** Something that is open until the test settles it. */
	const openIds = (gate: GateName, count = 1, staysOpen = false): string[] => {
		const { emulator } = fixture;
		if (gate === 'approval') {
			return emulator.requestApprovals(count).map(({ id }) => {
				if (!staysOpen) open.push(() => emulator.decide(id, 'approved'));
				return id;
			});
		}
		return emulator.finishExecutions(count).map((run) => {
			const { status } = run;
			run.status = 'running';
			if (!staysOpen) open.push(() => (run.status = status));
			return run.id;
		});
	};

	const start = async (one: GateCase, gate: GateName, mode: Mode): Promise<Running> => {
		const { client, credentials } = fixture;
		const ids = openIds(gate, one.items, one.staysOpen);
		const workflow = await client.createWorkflow(caseWorkflow(one, { gate, mode, ids, credentials }));
		const executionId = one.step
			? await client.startStep(workflow, TRIGGER, GATE)
			: await client.startManually(workflow, TRIGGER);
		return { one, gate, mode, executionId, ids };
	};

	/** Whether a gate waits, or its execution is over already. */
	const hasLooked = async ({ executionId, mode, ids }: Running): Promise<true | undefined> => {
		const { status } = await fixture.client.execution(executionId);
		const asked = fixture.emulator
			.requests({ method: 'GET' })
			.some(({ path }) => path.endsWith(ids[0] ?? ''));
		return ENDED.has(status) || status === 'waiting' || (mode === 'hold' && asked) || undefined;
	};

	/** What came of an execution: its error, or how many items reached the node behind each output. */
	const outcome = ({ one, gate }: Running, execution: Execution): string => {
		if (execution.status !== 'success') {
			return execution.status === 'error' ? `Error: ${errorOf(execution)?.message}` : execution.status;
		}
		const { runData } = execution.data.resultData;
		const labels = [...GATES[gate].outputs, 'Error'];
		const counts = labels.map((label, output) => {
			const runs = one.step ? (runData[GATE] ?? []) : (runData[label] ?? []);
			const items = runs.flatMap(({ data }) => data?.main[one.step ? output : 0] ?? []);
			return [label, items.length] as const;
		});
		return counts
			.flatMap(([label, count]) => (count > 0 ? [count > 1 ? `${label} (${count})` : label] : []))
			.join(', ');
	};

	it('do what the table says, and n8n answers throughout', async () => {
		const { client } = fixture;
		const running: Running[] = [];
		for (const one of CASES) {
			for (const gate of Object.keys(GATES) as GateName[]) {
				for (const mode of ['hold', 'sleep'] as const) running.push(await start(one, gate, mode));
			}
		}
		for (const cell of running) {
			await poll(() => hasLooked(cell), { what: `${cell.one.row} looks`, timeoutSeconds: 60 });
		}
		for (const { executionId } of running.filter(({ one }) => one.stopped)) {
			await client.session.request('POST', `/rest/executions/${executionId}/stop`);
		}
		open.forEach((settle) => settle());
		const cells = new Map<string, string>();
		for (const cell of running) {
			const execution = await client.ended(cell.executionId, ENDED, WAKES_WITHIN_SECONDS);
			cells.set([cell.one.row, cell.gate, cell.mode].join('|'), outcome(cell, execution));
		}
		const page = gatesPage(
			CASES.map(({ row }) => row),
			(row, gate, mode) => cells.get([row, gate, mode].join('|')) ?? '',
		);
		if (process.env.DOCS === 'write') writeFileSync(PAGE, page);
		expect(page).toBe(readFileSync(PAGE, 'utf8'));
	});
});
