import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { asker, toBeRetried } from '../support/engine/asking';
import { until } from '../support/engine/until';

const emulator = useEmulator();
const { ask, runs, approvalOf } = asker(emulator);
const sleeping = { parameters: { waitMode: 'sleep' } };

/** Keeps the node from reading what became of the run that it started. */
const unreadable = () => emulator.current.fault({ path: '/api/v1/executions/*', status: 403, times: 1 });

/** The node dies after the start of its run: nothing of it is stored. */
async function dying() {
	unreadable();
	const died = await ask(sleeping);
	expect(died.error).toBeDefined();
	expect(runs()).toHaveLength(1);
	return died;
}

describe('a run is started once', () => {
	test('and carries what it is found by, but no token and no address of the execution', async () => {
		const result = await ask(sleeping);
		const [{ session_id, metadata }] = runs();
		expect(session_id).toMatch(/^n8n-[0-9a-f]{32}$/);
		expect(metadata).toEqual({ n8n: expect.objectContaining({ key: session_id.slice(4) }) });
		const { resumeToken } = result.run.data as { resumeToken?: string };
		expect(resumeToken).toEqual(expect.any(String));
		expect(JSON.stringify(runs())).not.toContain(resumeToken);
		expect(JSON.stringify(metadata)).not.toContain('://');
	});

	test('although its execution is retried from the list of executions', async () => {
		const died = await dying();
		const asleep = await ask({ ...sleeping, resumes: toBeRetried(died), mode: 'retry' });
		expect(asleep.run.status).toBe('waiting');
		expect(runs()).toHaveLength(1);
	});

	test('and a retry after the decision goes on with it', async () => {
		const died = await dying();
		emulator.current.decide(approvalOf('A').id, 'approved');
		const result = await ask({ ...sleeping, resumes: toBeRetried(died), mode: 'retry' });
		expect(result.outputs.map((items) => items.length)).toEqual([0, 1, 0]);
		expect(runs()).toHaveLength(1);
	});

	test('although n8n tries the node again by itself', async () => {
		unreadable();
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		const { run } = await ask({ ...sleeping, settings });
		expect(run.status).toBe('waiting');
		expect(runs()).toHaveLength(1);
	});

	test.each(['reset', 'gateway error', 'no ID'])(
		'although the answer to the start is lost: %s',
		async (what) => {
			emulator.current.fault({
				path: '/api/v1/agents/*/execute',
				method: 'POST',
				when: 'after',
				...(what === 'reset' ? { reset: 'beforeHeaders' } : {}),
				...(what === 'gateway error' ? { status: 502 } : {}),
				...(what === 'no ID' ? { status: 200, body: { data: {} } } : {}),
			});
			const { run } = await ask(sleeping);
			expect(run.status).toBe('waiting');
			expect(runs()).toHaveLength(1);
		},
	);

	test('and nothing is started where it cannot be known whether it was', async () => {
		emulator.current.fault({ path: '/api/v1/executions', status: 500 });
		const { error } = await ask({ parameters: { waitMode: 'sleep', options: { retryBudget: 0 } } });
		expect(error).toBeDefined();
		expect(runs()).toEqual([]);
	});

	test('but a person who retries asks anew where the run has failed', async () => {
		const died = await dying();
		emulator.current.store.executions.update(runs()[0], { status: 'failed', error: 'out of memory' });
		const trying = await ask({ ...sleeping, resumes: toBeRetried(died) });
		expect(trying.error?.message).toContain('Out of memory');
		expect(runs()).toHaveLength(1);
		const retried = await ask({ ...sleeping, resumes: toBeRetried(died), mode: 'retry' });
		expect(retried.run.status).toBe('waiting');
		const again = await ask({ ...sleeping, resumes: toBeRetried(died), mode: 'retry' });
		expect(again.run.status).toBe('waiting');
		expect(runs()).toHaveLength(2);
	});
});

describe('each has a run of its own:', () => {
	test('executions', async () => {
		await ask(sleeping);
		await ask(sleeping);
		expect(runs()).toHaveLength(2);
	});

	test('items that are equal', async () => {
		await ask({ ...sleeping, items: [1, 2].map(() => ({ order: 'A', amount: 10 })) });
		expect(new Set(runs().map(({ session_id }) => session_id)).size).toBe(2);
	});

	test('the rounds of a loop', async () => {
		const asking = ask({ rounds: 2, parameters: { holdLimit: 0.01 } });
		await asking;
		expect(new Set(runs().map(({ session_id }) => session_id)).size).toBe(2);
	});

	test('another gate agent that somebody chose before the retry', async () => {
		const changed = toBeRetried(await dying());
		const [entry] = changed.data.executionData?.nodeExecutionStack ?? [];
		const { refund, triage } = emulator.current.ids.agents;
		const input = '{"name": "Ada", "question": "A refund"}';
		Object.assign(entry.node.parameters, { agentId: byId(triage), input });
		await ask({ ...sleeping, resumes: changed, mode: 'retry' });
		expect(
			runs()
				.map(({ agent_id }) => agent_id)
				.sort(),
		).toEqual([refund, triage].sort());
	});
});

describe('a run of somebody else is never taken for it', () => {
	test.each(['approved', 'rejected'] as const)(
		'where the server ignores the filter, and it was %s',
		async (decision) => {
			const [other] = emulator.current.requestApprovals(1);
			emulator.current.decide(other.id, decision);
			const rows = emulator.current.store.executions.all();
			emulator.current.fault({ path: '/api/v1/executions', status: 200, body: { data: rows } });
			const result = await ask(sleeping);
			expect(result.run.status).toBe('waiting');
			expect(runs()).toHaveLength(1);
		},
	);

	test('where the rows have neither a session nor metadata', async () => {
		const [other] = emulator.current.requestApprovals(1);
		emulator.current.decide(other.id, 'approved');
		const rows = emulator.current.store.executions
			.all()
			.map(({ session_id: _session, metadata: _metadata, ...row }) => row);
		emulator.current.fault({ path: '/api/v1/executions', status: 200, body: { data: rows } });
		const result = await ask(sleeping);
		expect(result.run.status).toBe('waiting');
		expect(runs()).toHaveLength(1);
	});

	test('where the filter is ignored, a run is found among many others', async () => {
		const died = await dying();
		emulator.current.finishExecutions(150);
		const rows = emulator.current.store.executions.all();
		for (const page of [0, 1, 2]) {
			const body = { data: rows.slice(page * 100, (page + 1) * 100) };
			emulator.current.fault({ path: '/api/v1/executions', status: 200, body, times: 1 });
		}
		await ask({ ...sleeping, resumes: toBeRetried(died), mode: 'retry' });
		expect(runs()).toHaveLength(1);
	});
});

test('the answer of a slow agent is awaited before anybody is told that it is asleep', async () => {
	emulator.current.settings.asyncRunMs = 100;
	const asking = ask(sleeping);
	await until(() => runs().length > 0);
	expect((await asking).run.status).toBe('waiting');
	expect(approvalOf('A')).toBeDefined();
});
