import type { FaultRule } from '../emulator';
import { executionData } from '../host';
import { SECRET } from '../support/n8n/signedCalls';
import { TriggerWorkflow } from '../support/n8n/triggerWorkflow';
import { answerTo, wakeCalls } from '../support/n8n/wakeCalls';
import { type End, expectEnd } from '../support/n8n/askingWorkflow';
import { type Sleeper, Sleepers } from '../support/n8n/sleepers';

/** How much of everything; the long form runs with WAKE=long. */
const LONG = process.env.WAKE === 'long';
const SIZES = LONG
	? { called: 20, rounds: 2, failing: 50, between: 200, dead: 40 }
	: { called: 1, rounds: 1, failing: 3, between: 12, dead: 4 };
const WOKEN = { woken: true };
const UNREACHABLE = { woken: false, reason: 'unreachable' };
/** What PromptRails does meanwhile. */
const FAULTS: FaultRule[] = [{ status: 500 }, { reset: 'beforeHeaders' }, { hang: true }];
const RUNS = '/api/v1/executions/*';

jest.setTimeout(LONG ? 1_800_000 : 300_000);

describe('Executions that sleep in Ask and Wait', () => {
	let sleepers: Sleepers;
	/** Asked on a server that keeps no metadata, so that nobody can wake it. */
	let unknown: Sleeper;
	/** Nobody decides about it. */
	let limited: Sleeper;
	beforeAll(async () => {
		sleepers = await Sleepers.open();
	});
	afterAll(() => sleepers?.close());

	const call = async (sleeper: Sleeper): Promise<unknown> =>
		await answerTo({ url: sleepers.address(sleeper), init: { method: 'POST' } });
	/** The answers of calls at the same time, without repetitions. */
	const answersTo = async (sleeper: Sleeper, calls: number): Promise<unknown[]> => {
		const answers = await Promise.all(Array.from({ length: calls }, async () => await call(sleeper)));
		return [...new Set(answers.map((answer) => JSON.stringify(answer)))].map((one): unknown =>
			JSON.parse(one),
		);
	};
	const waits = async (sleeper: Sleeper): Promise<void> =>
		expect((await sleepers.execution(sleeper)).status).toBe('waiting');
	/** The execution went on once, by one output, and the agent ran once. */
	const wentOn = async (sleeper: Sleeper, end: End, id = sleeper.place?.execution): Promise<void> => {
		expectEnd(await sleepers.ended(id ?? ''), sleeper.order, end);
		expect(sleepers.runsOf(sleeper)).toBe(1);
	};
	const tokenOf = async ({ place }: Sleeper): Promise<string> => {
		const data = (await executionData(sleepers.host)).get(Number(place?.execution));
		return String((data as { resumeToken?: string } | undefined)?.resumeToken);
	};
	const halves = (all: Sleeper[]): Array<[Sleeper[], 'approved' | 'rejected', End]> => [
		[all.filter((_, index) => index % 2 === 0), 'approved', 'Approved'],
		[all.filter((_, index) => index % 2 === 1), 'rejected', 'Rejected'],
	];

	it('are not woken by a call that comes before their limit', async () => {
		[limited] = await sleepers.fallAsleep(1, { parameters: { sleepLimit: 0.01 } });
		expect(await call(limited)).not.toEqual(WOKEN);
	});

	it('are not woken before the decision, whoever calls, and whatever the call says', async () => {
		const [other, ...called] = await sleepers.fallAsleep(1 + SIZES.called);
		let calls = 0;
		for (const sleeper of called) {
			const token = await tokenOf(sleeper);
			for (let round = 0; round < SIZES.rounds; round += 1) {
				for (const one of wakeCalls(sleepers, sleeper, other, token)) {
					const answer = await answerTo(one);
					calls += 1;
					const isFromNode = typeof answer === 'object';
					// n8n itself refuses some bodies that it cannot read.
					if (isFromNode) expect([one.name, answer]).toEqual([one.name, { woken: false, reason: 'open' }]);
					if (!one.reaches) expect([one.name, isFromNode]).toEqual([one.name, false]);
				}
			}
			await waits(sleeper);
		}
		console.log(`${calls} calls of sleeping nodes woke none of them`);
		sleepers.decide(called, 'approved');
		for (const sleeper of called) {
			expect(await call(sleeper)).toEqual(WOKEN);
			await wentOn(sleeper, 'Approved');
		}
	});

	it('sleep on while PromptRails fails or hangs, and go on once when ten call at the same time', async () => {
		const [sleeper] = await sleepers.fallAsleep(1);
		sleepers.decide([sleeper], 'rejected');
		for (const fault of FAULTS) {
			sleepers.emulator.fault(fault);
			expect([fault, await answersTo(sleeper, SIZES.failing)]).toEqual([fault, [UNREACHABLE]]);
			sleepers.emulator.clearFaults();
			await waits(sleeper);
		}
		expect(await answersTo(sleeper, 10)).toContainEqual(WOKEN);
		await wentOn(sleeper, 'Rejected');
		expect(await call(sleeper)).not.toEqual(WOKEN);
	});

	it('sleep on when their credential was deleted', async () => {
		const credentials = await sleepers.newCredential();
		const [sleeper] = await sleepers.fallAsleep(1, { credentials });
		sleepers.decide([sleeper], 'approved');
		const [{ id }] = Object.values(credentials);
		await sleepers.client.session.request('DELETE', `/rest/credentials/${id}`);
		expect(await answersTo(sleeper, SIZES.failing)).toEqual([UNREACHABLE]);
		await waits(sleeper);
	});

	it('are woken by the Webhook Trigger when PromptRails says that a run was decided', async () => {
		const { client, credentials, emulator } = sleepers;
		const trigger = await TriggerWorkflow.create(client, credentials, {
			triggerOn: 'platformEvent',
			events: ['*'],
			secret: SECRET,
			options: { wakeWaiting: true },
		});
		await trigger.publish();
		const [sleeper] = await sleepers.fallAsleep(1);
		sleepers.decide([sleeper], 'approved');
		const event = { event: 'approval.decided', secret: SECRET, data: { execution_id: sleeper.run.id } };
		expect((await emulator.sendEvent(trigger.url(), event)).status).toBe(200);
		await wentOn(sleeper, 'Approved');
		await trigger.unpublish();
	});

	it('go on at their limit all the same', async () => await wentOn(limited, 'Timed Out'));

	it('are each woken once by the Event Trigger, those decided while n8n was dead too', async () => {
		const { emulator } = sleepers;
		await sleepers.watch();
		emulator.settings.oddities.add('ignoredRunMetadata');
		[unknown] = await sleepers.fallAsleep(1, { parameters: { sleepInterval: 0.02 } });
		emulator.settings.oddities.delete('ignoredRunMetadata');

		const between = await sleepers.fallAsleep(SIZES.between);
		emulator.clearRequests();
		const began = Date.now();
		for (const [some, decision] of halves(between)) sleepers.decide(some, decision);
		sleepers.decide([unknown], 'approved');
		for (const [some, , output] of halves(between)) for (const one of some) await wentOn(one, output);
		const seconds = Math.round((Date.now() - began) / 1000);
		const reads = emulator.requests({ method: 'GET', path: RUNS }).length;
		const all = emulator.requests().length;
		console.log(`${between.length} went on within ${seconds} s, ${all} requests, ${reads} of them read runs`);

		const dead = await sleepers.fallAsleep(SIZES.dead);
		await sleepers.kill();
		for (const [some, decision] of halves(dead)) sleepers.decide(some, decision);
		await sleepers.startAgain();
		for (const [some, , output] of halves(dead)) for (const one of some) await wentOn(one, output);
	});

	it('find the decision by their own looks where the server keeps no metadata', async () => {
		expect(unknown.place).toBeUndefined();
		await wentOn(unknown, 'Approved', await sleepers.executionOf(unknown));
	});
});
