/** What must hold when n8n runs as several processes. The tests build on each other: one cluster serves all of them. */
import { EVENT_TRIGGER, eventWorkflow, ticks, toldAtLeast } from '../support/n8n/eventWorkflow';
import { branchesOf, orderOf, runsIn } from '../support/n8n/gateWorkflow';
import { chatTrigger, PublicWorkflow, said, webhookTrigger } from '../support/n8n/publicWorkflow';
import { agentWebhook, signed } from '../support/n8n/signedCalls';
import { ManyGates } from '../support/n8n/manyGates';
import {
	expectOneRunEach,
	limitReached,
	settleSingle,
	singleLeft,
	startSix,
	threeLeft,
} from '../support/n8n/sixGates';
import { SleepingGates } from '../support/n8n/sleepingGates';
import { ofItem } from '../support/n8n/streamLines';
import { agentNode, chatNode, STREAMER } from '../support/n8n/streamingNodes';
import { TRIGGER, TriggerWorkflow } from '../support/n8n/triggerWorkflow';
import { errorOf, executionsBy, jsonOf, onceReady, type SavedWorkflow } from '../host';
import { startsOf } from '../load/workloads';
import { byId } from '../locator';
import { refuseSecretsIn } from '../secrets/remains';
import { Cluster } from './cluster/cluster';
import { workOf } from './cluster/workerLog';
import { Askers } from './support/askers';
import { Batch } from './support/batch';
import { clearFigures, note } from './support/figures';
import { size } from './support/size';

const MINUTE = 60;
/** Executions that each worker takes at a time. */
const CONCURRENCY = 5;
// Five processes of n8n start, and n8n notices a dead worker and a due gate by the minute.
jest.setTimeout(8 * MINUTE * 1000);

/** What is asked about: decided while it sleeps, and never decided. */
const DECIDED = ['Q0', 'Q1', 'Q2', 'Q3'];
const LIMITED = 'Q8';
/** Long enough to fall asleep first, though no longer than the other tests take. */
const SOON_HOURS = 0.01;

const { executions, itemsEach, gates: gateCount, events, calls, env } = size();

describe('n8n in queue mode: a main, two workers and a process for webhooks', () => {
	let cluster: Cluster;
	let eventsWorkflow: SavedWorkflow;
	let hook: TriggerWorkflow;
	let askers: Askers;
	const heard = signed();
	const told: string[] = [];

	beforeAll(async () => {
		clearFigures();
		cluster = await Cluster.open({ workers: 2, concurrency: CONCURRENCY, env });
	});
	afterAll(() => cluster?.close());

	const starts = () => startsOf(cluster.emulator);
	const call = (init: RequestInit) => onceReady(() => hook.call(init));
	const ids = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);

	it('has both workers run a batch, each item once', async () => {
		cluster.emulator.settings.latencyMs = 200;
		const batch = await Batch.publish(cluster, { name: 'batch', executions, itemsEach });
		await batch.start();
		const rows = await batch.ended(3 * MINUTE);

		expect(rows.map(({ status }) => status)).toEqual(rows.map(() => 'success'));
		expect((await batch.answered(rows)).flat().sort()).toEqual(batch.labels.sort());
		expect(batch.labels.map((label) => [label, starts().get(label)])).toEqual(
			batch.labels.map((label) => [label, 1]),
		);
		const byWorker = cluster.workers.map(
			(worker) => workOf(worker).started.filter((id) => ids(rows).includes(id)).length,
		);
		expect(Math.min(...byWorker)).toBeGreaterThan(0);
		expect(byWorker.reduce((sum, one) => sum + one, 0)).toBe(executions);
		note('batch', { executions, items: batch.labels.length, byWorker });
	});

	it('repeats only what was refused when a worker tries a node again', async () => {
		cluster.emulator.fault({ method: 'POST', path: /\/execute$/, status: 429, times: 2 });
		const batch = await Batch.publish(cluster, {
			name: 'retried',
			executions: 2,
			itemsEach: 3,
			itemsInFlight: 1,
			retryOnFail: true,
		});
		await batch.start();
		const rows = await batch.ended(2 * MINUTE);

		expect(rows.map(({ status }) => status)).toEqual(['success', 'success']);
		expect((await batch.answered(rows)).flat().sort()).toEqual(batch.labels.sort());
		const sent = batch.labels.map((label) => starts().get(label) ?? 0);
		expect(sent.reduce((sum, one) => sum + one, 0)).toBe(batch.labels.length + 2);
	});

	it('loses nothing of a batch but what a killed worker held, and runs nothing twice', async () => {
		cluster.emulator.settings.latencyMs = 400;
		const batch = await Batch.publish(cluster, { name: 'killed', executions, itemsEach });
		const [survivor] = cluster.workers;
		await batch.start();
		await batch.reaches(batch.labels.length / 5, starts);
		await cluster.killWorker(1);
		const killedAt = Date.now();
		const rows = await batch.ended(5 * MINUTE);

		const failed = rows.filter(({ status }) => status !== 'success');
		expect(failed.length).toBeGreaterThan(0);
		expect(failed.length).toBeLessThanOrEqual(CONCURRENCY);
		// They were the dead worker's, which may have printed nothing of them yet. n8n 2 gives them up: nobody takes them over.
		expect(workOf(survivor ?? cluster.main).started.filter((id) => ids(failed).includes(id))).toEqual([]);
		const answered = (await batch.answered(rows)).flat();
		expect(answered).toHaveLength((executions - failed.length) * itemsEach);
		expect(answered.map((label) => starts().get(label))).toEqual(answered.map(() => 1));
		const rest = batch.labels.filter((label) => !answered.includes(label));
		const counts = rest.map((label) => starts().get(label) ?? 0);
		expect(counts.filter((count) => count > 1)).toEqual([]);

		const noticed = Math.max(...failed.map(({ stoppedAt }) => Date.parse(`${stoppedAt}`)));
		note('kill', {
			executions,
			items: batch.labels.length,
			held: failed.length,
			statuses: [...new Set(failed.map(({ status }) => status))],
			notStarted: counts.filter((count) => count === 0).length,
			startedOnce: counts.filter((count) => count === 1).length,
			noticedAfterSeconds: Math.round((noticed - killedAt) / 1000),
		});
		await cluster.startWorker(1);
	});

	it('opens each of six gates that slept while a worker was killed, by the right branch', async () => {
		// None wakes before the worker is dead: it would be at work then.
		const six = new SleepingGates(cluster, 1);
		await startSix(six);
		await six.decide('T1', 'approved');
		await cluster.killWorker(1);
		await six.decide('T2', 'rejected');
		await settleSingle(six);
		await cluster.startWorker(1);
		await six.decide('T3', 'approved');
		await singleLeft(six);
		await limitReached(six);
		await threeLeft(six);
		expectOneRunEach(six);
	});

	it('puts executions to sleep that ask for a decision', async () => {
		askers = await Askers.asleep(cluster, 'queue-asking', [
			...DECIDED.map((order) => ({ order })),
			{ order: LIMITED, limit: SOON_HOURS },
		]);
	});

	it('starts the workflow of the webhook trigger once for each call, and refuses a call that came before', async () => {
		cluster.emulator.settings.latencyMs = 0;
		const { client, credentials, emulator } = cluster;
		hook = await TriggerWorkflow.create(client, credentials, agentWebhook(emulator.ids.agents.support));
		await hook.publish();
		const all = Array.from({ length: calls - 1 }, () => signed());
		const answers = await Promise.all(all.map(call));
		// n8n stores what a call has noted when its execution ends: of executions at the same time, the last one is kept.
		await hook.executions(calls - 1);
		answers.push(await call(heard));

		expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
		const ran = await hook.executions(calls);
		expect(ran.map(({ status }) => status)).toEqual(ran.map(() => 'success'));
		expect(ran.flatMap((execution) => jsonOf(execution, TRIGGER))).toHaveLength(calls);
		expect(emulator.requests({ method: 'POST', path: '/hooks/*' })).toHaveLength(calls);
		expect(await call(heard)).toMatchObject({ status: 409 });
		expect(await hook.executions(calls)).toHaveLength(calls);
	});

	it('starts the workflow of the event trigger with each event once', async () => {
		const { client, credentials, emulator } = cluster;
		eventsWorkflow = await client.createWorkflow(eventWorkflow('approvalRequested', credentials));
		await client.publish(eventsWorkflow);
		await ticks(emulator, 2);
		told.push(...emulator.requestApprovals(events).map(({ id }) => id));

		expect((await toldAtLeast(client, emulator, eventsWorkflow, events)).sort()).toEqual([...told].sort());
		const [latest = ''] = await client.executionsOf(eventsWorkflow);
		expect((await client.execution(latest)).data.resultData.runData[EVENT_TRIGGER]).toBeDefined();
		expect(cluster.workers.some((worker) => workOf(worker).started.includes(latest))).toBe(true);
	});

	it('streams through a worker, word by word, to a webhook and to a chat', async () => {
		const { client, credentials, emulator } = cluster;
		const { polyglot } = emulator.ids.agents;
		const agent = agentNode(credentials, polyglot, '{}');
		const chat = chatNode(credentials, { sessionMode: 'new', agentId: byId(polyglot) });
		const ways = [
			[await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [agent]), {}],
			[await PublicWorkflow.inRow(client, chatTrigger('streaming'), [chat]), said('Say hello')],
		] as const;
		for (const [workflow, body] of ways) {
			const { types, text, deltas } = ofItem(await workflow.stream(body));
			expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
			expect(deltas.length).toBeGreaterThan(10);
			const execution = await workflow.latest();
			expect(errorOf(execution)).toBeUndefined();
			expect(Buffer.from(text)).toEqual(Buffer.from(String(jsonOf(execution, STREAMER)[0]?.output)));
			expect(cluster.workers.some((worker) => workOf(worker).started.includes(execution.id))).toBe(true);
			note('stream', { deltas: deltas.length });
		}
	});

	it('wakes what waits for a decision by way of the process for webhooks, and a worker goes on with it', async () => {
		const trigger = await askers.watch();
		for (const order of ['Q0', 'Q1']) await askers.decide(order, 'approved');
		for (const order of ['Q2', 'Q3']) await askers.decide(order, 'rejected');
		for (const order of ['Q0', 'Q1']) await askers.left(order, 'Approved');
		for (const order of ['Q2', 'Q3']) await askers.left(order, 'Rejected');
		await cluster.client.unpublish(trigger);
		const started = cluster.workers.flatMap((worker) => workOf(worker).started);
		// Once until it slept, and once when it was woken.
		const times = DECIDED.map((order) => started.filter((one) => one === askers.idOf(order)).length);
		expect(times).toEqual(DECIDED.map(() => 2));
	});

	it('lets an execution that nobody decides about leave by Timed Out, when its limit is over', async () => {
		await askers.left(LIMITED, 'Timed Out');
	});

	it('goes on after a restart of everything: gates that slept, events meanwhile, and calls that were heard', async () => {
		const { emulator } = cluster;
		const gates = await ManyGates.asleep(cluster, {
			count: gateCount,
			minutes: 1,
			rows: (id) =>
				cluster.rows(
					`SELECT id::text AS id, status FROM execution_entity WHERE "workflowId" = '${id}' ORDER BY id`,
				),
		});
		// The approvals that the gates wait for are events themselves.
		told.push(
			...emulator.store.approvals
				.where((approval) => gates.orders.includes(orderOf(approval) ?? ''))
				.map(({ id }) => id),
		);
		await toldAtLeast(cluster.client, emulator, eventsWorkflow, told.length);
		await cluster.stop();
		const stoppedAt = Date.now();
		gates.decide();
		const meanwhile = emulator.requestApprovals(events).map(({ id }) => id);
		told.push(...meanwhile);
		await cluster.start();
		const downSeconds = Math.round((Date.now() - stoppedAt) / 1000);

		expect((await toldAtLeast(cluster.client, emulator, eventsWorkflow, told.length)).sort()).toEqual(
			[...told].sort(),
		);
		note('triggers', { calls, events: told.length, eventsMeanwhile: meanwhile.length });
		expect(await call(heard)).toMatchObject({ status: 409 });
		expect(await call(signed())).toMatchObject({ status: 202 });

		const ended = await gates.ended(5 * MINUTE);
		expect(ended.filter(errorOf)).toEqual([]);
		const { approved, rejected } = gates.decided;
		const by = (branch: string) => ended.filter((execution) => branchesOf(execution).join() === branch);
		expect([by('Approved').length, by('Rejected').length]).toEqual([approved.length, rejected.length]);
		expect(new Set(by('Approved').flatMap((execution) => runsIn(execution, 'Approved'))).size).toBe(
			approved.length,
		);
		expect(gates.orders.map((order) => [order, starts().get(order)])).toEqual(
			gates.orders.map((order) => [order, 1]),
		);
		note('gates', {
			count: gateCount,
			downSeconds,
			outcomes: { Approved: by('Approved').length, Rejected: by('Rejected').length },
		});
	});

	it('has no secret in the logs of its processes and in its database', async () => {
		const logs = [cluster.main, cluster.webhook, ...cluster.workers].map(({ logFile }) => logFile);
		const looked = refuseSecretsIn(logs, await executionsBy((query) => cluster.rows(query)));
		expect(looked.executions).toBeGreaterThan(executions);
	});
});
