/** What becomes of *Ask and Wait* when every worker dies. In the long form only. */
import { Cluster } from '../cluster/cluster';
import { Askers } from '../support/askers';

const MINUTE = 60_000;
jest.setTimeout(10 * MINUTE);

/** n8n takes a worker for dead sooner than it does by default. In ms. */
const env = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

describe('Ask and Wait in queue mode, with no worker left', () => {
	let cluster: Cluster;

	beforeAll(async () => {
		cluster = await Cluster.open({ workers: 2, concurrency: 5, env });
	});
	afterAll(() => cluster?.close());

	it('goes on, woken by a call or by time, and asks nobody twice', async () => {
		const { emulator } = cluster;
		const askers = await Askers.asleep(cluster, 'queue-alone', [
			...['Q4', 'Q5'].map((order) => ({ order })),
			...['Q6', 'Q7'].map((order) => ({ order, every: 2 })),
		]);
		// The run starts, and its answer never comes.
		emulator.fault({ method: 'POST', path: '/api/v1/agents/*/execute', when: 'after', hang: true });
		await askers.begin({ order: 'Q10' });
		await askers.asked('Q10');
		await Promise.all([cluster.killWorker(0), cluster.killWorker(1)]);
		emulator.clearFaults();
		for (const order of ['Q4', 'Q6', 'Q10']) await askers.decide(order, 'approved');
		for (const order of ['Q5', 'Q7']) await askers.decide(order, 'rejected');
		expect([await askers.call('Q4'), await askers.call('Q5')]).toEqual([{ woken: true }, { woken: true }]);
		await Promise.all([cluster.startWorker(0), cluster.startWorker(1)]);

		for (const order of ['Q4', 'Q6']) await askers.leftOrRetried(order, 'Approved');
		for (const order of ['Q5', 'Q7']) await askers.leftOrRetried(order, 'Rejected');
		// n8n stores an execution whose worker died at work without its data, over what a starting worker made of it.
		const givenUp = await askers.ended('Q10', new Set(['error']));
		expect(givenUp.data.resultData.runData).toEqual({});
		expect((await askers.retried(givenUp)).status).toBe('error');
		expect(askers.runsOf('Q10')).toBe(1);
	});
});
