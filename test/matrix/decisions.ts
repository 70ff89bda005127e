import { errorOf } from '../host';
import { approvalAbout } from '../support/n8n/approvalAbout';
import type { Fixture } from '../support/n8n/fixture';
import { branchesOf, GateRun, runsIn } from '../support/n8n/gateWorkflow';
import type { Place } from '../support/n8n/place';
import { Review } from '../support/n8n/reviews';
import { callNode } from '../support/n8n/wakeCalls';

/** In minutes: nothing wakes by itself meanwhile. */
const A_DAY = 24 * 60;
const ENDED = ['success', 'error', 'crashed'];
const WITHIN_SECONDS = 120;

/** What people decide about in an n8n: an order to approve, and one to reject. */
export class Decisions {
	/** @param sleeps whether this n8n lets a node sleep */
	constructor(
		private readonly fixture: Fixture,
		private readonly sleeps: boolean,
	) {}

	/** Starts a gate behind an agent that pauses on both orders, or a node that asks about both by itself. */
	async start(waitMode: 'hold' | 'sleep', orders: [string, string], asks: boolean): Promise<GateRun> {
		const { client, emulator, credentials } = this.fixture;
		return await GateRun.start(client, `matrix-${waitMode}${asks ? '-asks' : ''}`, orders, {
			agentId: emulator.ids.agents.refund,
			credentials,
			// A node that asks is woken by a call.
			parameters: { waitMode, holdInterval: 1, sleepInterval: asks ? A_DAY : 0.02, sleepLimit: 1 },
			asks,
		});
	}

	/** Expects that an execution sleeps, or says which n8n it needs. */
	async expectAsleep(run: GateRun): Promise<void> {
		const execution = await run.reaches(this.fixture.client, ['waiting', ...ENDED], WITHIN_SECONDS);
		expect({ status: execution.status, message: errorOf(execution)?.message }).toEqual(
			this.sleeps
				? { status: 'waiting', message: undefined }
				: { status: 'error', message: expect.stringContaining('Sleep mode needs n8n 1.113 or newer') },
		);
	}

	/** Approves the first order, and rejects the second one. */
	async decide([approved, rejected]: [string, string]): Promise<void> {
		const { emulator } = this.fixture;
		emulator.decide((await approvalAbout(emulator, approved)).id, 'approved');
		emulator.decide((await approvalAbout(emulator, rejected)).id, 'rejected');
	}

	/** Calls the node that has asked about an order. */
	async wake(order: string): Promise<void> {
		const [{ metadata }] = this.runsOf(order);
		const place = metadata.n8n as unknown as Place;
		expect(await callNode(this.fixture.client.webhookUrl, place)).toEqual({ woken: true });
	}

	/** Expects that an execution went on by the output of each decision. */
	async expectLeft(run: GateRun): Promise<void> {
		const execution = await run.reaches(this.fixture.client, ENDED, WITHIN_SECONDS);
		expect(errorOf(execution)).toBeUndefined();
		expect(branchesOf(execution)).toEqual(['Approved', 'Rejected']);
		expect(runsIn(execution, 'Approved')).toHaveLength(1);
	}

	/** The runs of the agent about an order. */
	runsOf(order: string) {
		return this.fixture.emulator.store.executions.where(({ input }) => input.order_id === order);
	}

	/** Has people review two calls of a tool, and expects that it runs after the yes, and the model hears of the no. */
	async expectReviews(): Promise<void> {
		const yes = await Review.start(this.fixture, 'Yes', { parameters: { sleepInterval: A_DAY } });
		const no = await Review.start(this.fixture, 'No', { parameters: { waitMode: 'hold' } });
		await no.decide('No', 'rejected', 'Not this one');
		await yes.asleep();
		await yes.decide('Yes', 'approved');
		await yes.wake('Yes');
		await Promise.all([yes.ended(), no.ended()]);
		expect([yes.countsOf('Yes'), no.countsOf('No')]).toEqual([
			{ ran: 1, asked: 1 },
			{ ran: 0, asked: 1 },
		]);
		expect(no.told).toContain('Not this one');
	}
}
