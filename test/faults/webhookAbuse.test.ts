import crypto from 'node:crypto';

import { type SignatureForm, signBody } from '../../nodes/shared/webhook/signature';
import { HEADER, INPUT, SECRET, useTriggerWorkflows } from '../support/engine/agentWebhook';
import { identityHeaders } from '../support/engine/identityHeaders';
import type { TriggerWorkflow } from '../support/engine/webhookTrigger';
import { documented } from './report';
import { chance, runSeed } from '../support/random';
import { FORGERIES } from './webhookAbuse/forgeries';
import { type Accepted, REPLAYS } from './webhookAbuse/replays';
import { type OutsideCall, WebhookServer } from './webhookAbuse/server';

const CALLS = 10_000;
/** Share of calls that are replays: one of so many. */
const REPLAYS_EVERY = 3;
/** Calls that are let in before, more than a workflow remembers in n8n's database. */
const LET_IN = 1200;
/** As many as `Replays` keeps there. */
const REMEMBERED = 1000;
const AT_A_TIME = 16;
const RANDOM_HEADERS = 60;

const fixture = useTriggerWorkflows();
const seed = runSeed();
const luck = chance(seed);
const told = { forged: 0, replayed: 0, withoutSecret: 0, accepted: 0, identityHeaders: 0 };

let workflows: Record<'agent' | 'event' | 'open', TriggerWorkflow>;
let server: WebhookServer;

beforeEach(async () => {
	workflows = {
		agent: fixture.workflow(),
		event: fixture.workflow({ triggerOn: 'platformEvent', events: ['*'] }),
		open: fixture.workflow(),
	};
	for (const workflow of Object.values(workflows)) await workflow.publish();
	// As with an expression that gives nothing any more: publishing refuses an empty secret.
	workflows.open.parameters = { ...workflows.open.parameters, secret: '' };
	server = new WebhookServer(workflows);
	await server.listen();
	jest.restoreAllMocks();
});
afterEach(() => server.close());

/** Makes calls, some at a time. @returns what is wrong with the answers, one line each */
async function abuse(
	calls: Array<{ name: string; to: keyof typeof workflows; call: OutsideCall; status: number }>,
): Promise<string[]> {
	const wrong: string[] = [];
	const waiting = [...calls];
	const work = async (): Promise<void> => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const answer = await server.call(next.to, next.call);
			if (answer.status !== next.status) wrong.push(`${next.name}: ${answer.status} ${answer.body}`);
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, work));
	return wrong;
}

const bodyOf = (index: number): string => JSON.stringify({ ...INPUT, event: 'order.created', number: index });

/** Lets signed calls in, of every form. */
async function letIn(count: number): Promise<Accepted[]> {
	const accepted: Accepted[] = [];
	for (let index = 0; index < count; index += 1) {
		const form = luck.pick<SignatureForm>(['hex', 'timestamped']);
		const [body, signature] = [bodyOf(index), signBody(bodyOf(index), SECRET, form)];
		const { status } = await server.call('event', { body, headers: { [HEADER]: signature } });
		expect(status).toBe(200);
		accepted.push({ body, signature, isTimed: form === 'timestamped' });
	}
	return accepted;
}

test('of forged, replayed and unsigned calls over HTTP none starts a workflow or an agent', async () => {
	const accepted = await letIn(LET_IN);
	expect(server.items).toHaveLength(LET_IN);
	const calls = Array.from({ length: CALLS }, (_call, index) => {
		const to = luck.pick(['agent', 'event', 'open'] as const);
		const isReplay = index % REPLAYS_EVERY === 0;
		if (isReplay) {
			const [name, replay] = luck.pick(Object.entries(REPLAYS));
			told.replayed += 1;
			return { name, to: 'event' as const, call: replay(luck.pick(accepted), luck), status: 409 };
		}
		const [name, forge] = luck.pick(Object.entries(FORGERIES));
		if (to === 'open') told.withoutSecret += 1;
		else told.forged += 1;
		return { name, to, call: forge(bodyOf(LET_IN + index), luck), status: 401 };
	});
	const wrong = await abuse(calls);
	told.accepted = server.items.length - LET_IN;
	expect({ seed, wrong, accepted: told.accepted }).toEqual({ seed, wrong: [], accepted: 0 });
	expect(fixture.hookCalls()).toEqual([]);
	expect(workflows.event.state.replays).toHaveLength(REMEMBERED);
	expect(workflows.agent.state.replays).toBeUndefined();
}, 300_000);

describe('what decides is the compare that takes the same time for every digest', () => {
	const body = bodyOf(0);
	const signature = signBody(body, SECRET, 'hex');
	const call = (value: string): OutsideCall => ({ body, headers: { [HEADER]: value } });

	test.each([0, 31, 63])('a signature that is wrong at digit %i is compared whole', async (index) => {
		const compare = jest.spyOn(crypto, 'timingSafeEqual');
		const digit = signature[index] === '0' ? '1' : '0';
		const forged = signature.slice(0, index) + digit + signature.slice(index + 1);
		expect(await server.call('event', call(forged))).toMatchObject({ status: 401 });
		expect(compare.mock.calls.map((digests) => digests.map(({ byteLength }) => byteLength))).toEqual([
			[32, 32],
		]);
	});

	test('its no refuses what is signed, and its yes lets in what is not', async () => {
		jest.spyOn(crypto, 'timingSafeEqual').mockReturnValueOnce(false);
		expect(await server.call('event', call(signature))).toMatchObject({ status: 401 });
		jest.spyOn(crypto, 'timingSafeEqual').mockReturnValueOnce(true);
		expect(await server.call('event', call('0'.repeat(64)))).toMatchObject({ status: 200 });
	});
});

test('no header that says who calls comes out, whoever puts it in and whatever it is called', async () => {
	const mark = `somebody-${luck.number(1e9)}`;
	const random = Object.fromEntries(
		Array.from({ length: RANDOM_HEADERS }, (_header, index) => [
			`${luck.pick(['X-', 'CF-', 'X-MS-', 'X-Amzn-', ''])}${luck.pick(['Id', 'Who', 'Tenant', 'Assertion'])}-${index}`,
			mark,
		]),
	);
	const names = { ...identityHeaders(mark), ...random };
	for (const [index, to] of (['agent', 'event'] as const).entries()) {
		const body = bodyOf(LET_IN + index);
		const headers = { ...names, [HEADER]: signBody(body, SECRET, 'hex'), 'X-Request-ID': 'r-1' };
		expect((await server.call(to, { body, headers })).status).toBeLessThan(300);
	}
	told.identityHeaders = Object.keys(names).length;
	expect(server.items).toHaveLength(2);
	expect(server.items.map(({ headers }) => headers)).toEqual([
		expect.objectContaining({ 'x-request-id': 'r-1' }),
		expect.objectContaining({ 'x-request-id': 'r-1' }),
	]);
	expect(JSON.stringify(server.items)).not.toContain(mark);
});

test('the document tells what was measured', () => {
	const kinds = Object.keys(FORGERIES).length + Object.keys(REPLAYS).length;
	expect(told.forged + told.replayed + told.withoutSecret).toBe(CALLS);
	documented({
		id: 'webhookAbuse',
		heading: 'Webhook abuse',
		lines: [
			`${CALLS.toLocaleString('en')} calls over HTTP on loopback, ${AT_A_TIME} at a time, of ${kinds} kinds by chance, to a trigger of an agent, to one of`,
			'platform events, and to one whose secret is empty. The seed is new in every run, and a failure prints it.',
			'',
			'| What | Count |',
			'| --- | --- |',
			`| Calls | ${CALLS} |`,
			`| Of which replays of ${LET_IN} calls that were let in before | ${told.replayed} |`,
			`| Let in | ${told.accepted} |`,
			`| Headers that say who calls, none of which came out | ${told.identityHeaders} |`,
			`| Signed calls that the trigger remembers in n8n's database | ${REMEMBERED} |`,
			'',
			`Forged: ${Object.keys(FORGERIES).join('; ')}.`,
			'',
			`Replayed: ${Object.keys(REPLAYS).join('; ')}.`,
		],
	});
});
