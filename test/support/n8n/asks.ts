import { poll } from '../../host';
import { approvalAbout } from './approvalAbout';
import { askingWorkflow, type End, expectEnd } from './askingWorkflow';
import type { Fixture } from './fixture';
import type { Place } from './place';
import { callNode } from './wakeCalls';

const ENDS = { approved: 'Approved', rejected: 'Rejected' } as const satisfies Record<string, End>;
const ASLEEP = new Set(['waiting', 'success', 'error', 'crashed', 'canceled']);
const ENDED = new Set([...ASLEEP].filter((status) => status !== 'waiting'));
/** n8n looks for due executions once a minute, and a machine may be slow. */
const WITHIN_SECONDS = 240;
/** In minutes: the node looks each time that n8n does. */
const SHORT_SLEEP = 0.02;

/** What is decided about an execution that sleeps in *Ask and Wait*, and what wakes it then. */
export interface Decided {
	decision: keyof typeof ENDS;
	by: 'address' | 'time';
}

/**
 * Asks about an order, decides once n8n has put the execution to sleep, and expects that it goes on by the right output.
 * @returns how many times the agent ran
 */
export async function askedAndLeft(
	{ client, credentials, emulator }: Fixture,
	{ decision, by }: Decided,
): Promise<number> {
	const order = `asked-${decision}-${by}-${emulator.generation}`;
	const within = (what: string) => ({ what: `${what} ${order}`, timeoutSeconds: WITHIN_SECONDS });
	const parameters = by === 'time' ? { sleepInterval: SHORT_SLEEP } : {};
	const { refund } = emulator.ids.agents;
	const workflow = await client.createWorkflow(askingWorkflow(order, refund, credentials, parameters));
	await client.publish(workflow);
	expect((await client.webhook(order, { order })).status).toBe(200);
	const begun = async () => (await client.executionsOf(workflow))[0];
	const id = await poll(begun, within('an execution of'));
	expect((await client.ended(id, ASLEEP, WITHIN_SECONDS)).status).toBe('waiting');

	const runs = () => emulator.store.executions.where(({ input }) => input.order_id === order);
	const [run] = runs();
	emulator.decide((await approvalAbout(emulator, order)).id, decision);
	if (by === 'address') {
		const place = run.metadata.n8n as unknown as Place;
		expect(await callNode(client.webhookUrl, place)).toEqual({ woken: true });
	}
	expectEnd(await client.ended(id, ENDED, WITHIN_SECONDS), order, ENDS[decision]);
	return runs().length;
}
