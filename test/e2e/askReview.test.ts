import pLimit from 'p-limit';

import { jsonOf } from '../host';
import { askedAndLeft, type Decided } from '../support/n8n/asks';
import { type ChatOf, ChatSocket } from '../support/n8n/chatSocket';
import { type Fixture, useFixture } from '../support/n8n/fixture';
import { DESK, SENDER } from '../support/n8n/reviewWorkflow';
import { AI_AGENT } from '../support/n8n/toolWorkflow';
import { Review, type ReviewOptions } from '../support/n8n/reviews';

/** Tries of each outcome. `npm run test:review` makes it 50. */
const TRIES = Number(process.env.REVIEW_TRIES ?? 1);
// A sleeping review wakes when n8n looks for due executions, once a minute.
jest.setTimeout(300_000 + TRIES * 60_000);

/** Each has a chat model of its own. */
const MOST_AT_ONCE = 40;
/** In minutes: nothing wakes by itself meanwhile. */
const A_DAY = 24 * 60;
const MODES = ['hold', 'sleep'] as const;
const DECIDED = (['approved', 'rejected'] as const).flatMap((decision): Decided[] => [
	{ decision, by: 'address' },
	{ decision, by: 'time' },
]);

describe("n8n's human review by PromptRails, and Ask and Wait", () => {
	const fixture = useFixture({ resets: false });
	const newer = useFixture({ resets: false, generation: 2 });

	interface Outcome {
		name: string;
		runs: 0 | 1;
		/** What the model must be told. */
		told: RegExp;
		options?: (mode: (typeof MODES)[number]) => ReviewOptions;
		meanwhile?: (review: Review, order: string) => Promise<void>;
		/** The servers on which it is tried; those of generation 1 unless given. */
		servers?: Fixture[];
	}

	const OUTCOMES: Outcome[] = [
		{
			name: 'approved',
			servers: [fixture, newer],
			runs: 1,
			told: /Hello Ada/,
			meanwhile: async (review, order) => await review.decide(order, 'approved'),
		},
		{
			name: 'rejected',
			servers: [fixture, newer],
			runs: 0,
			told: /provided feedback.*Not for this customer/,
			meanwhile: async (review, order) => await review.decide(order, 'rejected', 'Not for this customer'),
		},
		{
			name: 'failed',
			runs: 0,
			told: /provided feedback.*not reviewed.*refused to answer/,
			options: () => ({
				agentId: fixture.emulator.ids.agents.flaky,
				parameters: { input: '={{ { order_id: $tool.parameters.question, fail: true } }}' },
			}),
		},
		{
			name: 'not asked at all',
			runs: 0,
			told: /provided feedback.*without asking for approval/,
			options: () => ({ agentId: fixture.emulator.ids.agents.mute }),
		},
		{
			name: 'expired',
			runs: 0,
			told: /provided feedback.*before the approval expired/,
			meanwhile: async (review, order) => {
				fixture.emulator.expire((await review.approvalOf(order)).id);
			},
		},
		{
			name: 'out of time',
			runs: 0,
			told: /provided feedback.*Nobody has decided in time/,
			options: () => ({ parameters: { holdLimit: 0.02, sleepLimit: 0.001 } }),
		},
		{
			name: 'in a state that nobody knows',
			runs: 0,
			told: /provided feedback.*Nobody has decided in time/,
			options: () => ({ parameters: { holdLimit: 0.05, sleepLimit: 0.005 } }),
			meanwhile: async (review, order) => {
				const { id } = await review.approvalOf(order);
				const body = { data: { id, status: 'escalated' } };
				fixture.emulator.fault({ path: `/api/v1/approvals/${id}`, status: 200, body });
			},
		},
		{
			name: 'failed, with On Error set to continue, of an item that says `approved`',
			runs: 0,
			told: /provided feedback.*refused to answer/,
			options: () => ({
				agentId: fixture.emulator.ids.agents.flaky,
				parameters: { input: '={{ { order_id: $tool.parameters.question, fail: true } }}' },
				settings: { onError: 'continueRegularOutput', alwaysOutputData: true },
				item: { approved: true, data: { approved: true } },
			}),
		},
		{
			name: 'out of time, with an item that says `approved`',
			runs: 0,
			told: /provided feedback.*Nobody has decided in time/,
			options: () => ({
				parameters: { holdLimit: 0.02, sleepLimit: 0.001 },
				settings: { alwaysOutputData: true },
				item: { approved: true, data: { approved: true } },
			}),
		},
	];

	/** Each outcome on a server in a mode, as often as it is tried. */
	const groups = OUTCOMES.flatMap((outcome) =>
		(outcome.servers ?? [fixture]).flatMap((server) => MODES.map((mode) => ({ outcome, server, mode }))),
	);
	const nameOf = ({ outcome, server, mode }: (typeof groups)[number]): string =>
		[outcome.name, mode, ...(server === newer ? ['API v2'] : [])].join(', ');
	const inTable = groups.flatMap((group) =>
		Array.from({ length: TRIES }, (_none, index) => ({ ...group, order: `${nameOf(group)}, ${index}` })),
	);

	async function reviewed({ outcome, server, mode, order }: (typeof inTable)[number]) {
		const { parameters, ...options } = outcome.options?.(mode) ?? {};
		const review = await Review.start(server, order, {
			...options,
			parameters: { waitMode: mode, ...parameters },
		});
		await outcome.meanwhile?.(review, order);
		const execution = await review.ended();
		const [verdict] = jsonOf(execution, DESK, 0, 'ai_tool');
		const { ran, asked } = review.countsOf(order);
		return { order, ran, asked, approved: verdict?.approved, told: review.told };
	}

	/** Prints how often the tool ran, and how often the model was told why not, in all tries of each outcome. */
	function report(reviews: Array<Awaited<ReturnType<typeof reviewed>>>): void {
		const lines = groups.map((group, index) => {
			const tries = reviews.slice(index * TRIES, (index + 1) * TRIES);
			const ran = tries.reduce((sum, one) => sum + one.ran, 0);
			const heard = tries.filter((one) => group.outcome.told.test(one.told)).length;
			return `${nameOf(group)}: ${tries.length} tries, the tool ran ${ran} times, the model heard it ${heard} times`;
		});
		console.log(lines.join('\n'));
	}

	/** Two calls of one turn, of which one is approved, and two turns with a call each. */
	async function severalCalls(waitMode: string) {
		const [both, first, second] = ['both', 'first', 'second'].map((name) => `${name} ${waitMode}`);
		const options = { parameters: { waitMode } };
		const calls = [[`${both} 1`, `${both} 2`]];
		const together = await Review.start(fixture, both ?? '', { ...options, calls });
		const turns = [first ?? '', second ?? ''];
		const inTurn = await Review.start(fixture, first ?? '', { ...options, calls: turns });
		const deciding = [
			together.decide(`${both} 1`, 'rejected'),
			together.decide(`${both} 2`, 'approved'),
			...turns.map((order) => inTurn.decide(order, 'approved')),
		];
		await Promise.all([...deciding, together.ended(), inTurn.ended()]);
		return [`${both} 1`, `${both} 2`, ...turns].map((order) => together.countsOf(order));
	}

	async function chat(answer: 'lastNode' | 'streaming') {
		const order = `chat ${answer}`;
		const { status, said, review } = await Review.byChat(fixture, order, answer);
		const before = review.countsOf(order);
		await review.decide(order, 'approved');
		const [output] = jsonOf(await review.ended(), AI_AGENT);
		return { status, said, before, after: review.countsOf(order), output };
	}

	/**
	 * A chat whose answers come over a connection that its page keeps. A page that is gone does not answer n8n's heartbeats
	 * any more, until n8n closes the connection.
	 */
	async function page(is: 'gone' | 'open') {
		const { client } = fixture;
		const sessionId = `chat whose page is ${is}`;
		const { said, review } = await Review.byChat(fixture, sessionId, 'responseNodes', {
			sleepInterval: A_DAY,
		});
		const { executionId, resumeToken } = JSON.parse(said) as ChatOf;
		const socket = await ChatSocket.open(
			client.webhookUrl,
			{ sessionId, executionId, resumeToken },
			is === 'open',
		);
		await socket.hears('has to be settled in PromptRails first');
		// What the user of the chat says meanwhile must not count as a decision.
		socket.send(JSON.stringify({ action: 'sendMessage', sessionId, chatInput: 'approved' }));
		if (is === 'gone') await socket.isClosed();
		const before = { ...review.countsOf(sessionId), status: await client.status(executionId) };
		await review.decide(sessionId, 'approved');
		await review.wake(sessionId);
		const execution = is === 'open' ? await review.ended() : await review.passed(SENDER);
		if (is === 'open') await socket.hears('Hello Ada');
		socket.close();
		return { before, after: { ...review.countsOf(sessionId), status: execution.status } };
	}

	// At the same time: a sleeping review takes a minute or two, whatever comes of it.
	let outcomes: ReturnType<typeof reviewed>[];
	let calls: ReturnType<typeof severalCalls>[];
	let chats: ReturnType<typeof chat>[];
	let pages: ReturnType<typeof page>[];
	let asks: ReturnType<typeof askedAndLeft>[];
	beforeAll(() => {
		const limit = pLimit(MOST_AT_ONCE);
		// The ones that are published first: n8n takes its time with that while it runs many.
		asks = DECIDED.map((decided) => askedAndLeft(newer, decided));
		pages = (['open', 'gone'] as const).map(page);
		chats = (['lastNode', 'streaming'] as const).map(chat);
		outcomes = inTable.map((one) => limit(() => reviewed(one)));
		calls = MODES.map(severalCalls);
		void Promise.allSettled([...outcomes, ...calls, ...chats, ...pages, ...asks]);
	});

	it('lets the tool run after a clear yes, once, and tells the model what became of any other call', async () => {
		const reviews = await Promise.all(outcomes);
		if (TRIES > 1) report(reviews);
		expect(reviews).toEqual(
			inTable.map(({ outcome: { runs, told }, order }) => ({
				order,
				ran: runs,
				asked: 1,
				approved: runs === 1,
				told: expect.stringMatching(told) as unknown,
			})),
		);
	});

	it('asks for each of two calls of one turn, and for each of two turns', async () => {
		const [refused, once] = [
			{ ran: 0, asked: 1 },
			{ ran: 1, asked: 1 },
		];
		expect(await Promise.all(calls)).toEqual(MODES.map(() => [refused, once, once, once]));
	});

	it('tells the user of a chat what is waited for, and goes on afterwards', async () => {
		expect(await Promise.all(chats)).toEqual(
			chats.map(() => ({
				status: 200,
				said: expect.stringContaining('has to be settled in PromptRails first') as unknown,
				before: { ran: 0, asked: 1 },
				after: { ran: 1, asked: 1 },
				output: { output: expect.stringContaining('Hello Ada') as unknown },
			})),
		);
	});

	it('sends to a chat that answers by nodes what is waited for, and then the answer; nothing else decides meanwhile', async () => {
		const [asked, done] = [
			{ ran: 0, asked: 1, status: 'waiting' },
			{ ran: 1, asked: 1 },
		];
		expect(await Promise.all(pages)).toEqual([
			{ before: asked, after: { ...done, status: 'success' } },
			// n8n goes on without a page, and then waits for one in the node that answers.
			{ before: asked, after: { ...done, status: 'waiting' } },
		]);
	});

	it('lets Ask and Wait go on by the right output on a server of generation 2, woken by its address and by time', async () => {
		expect(await Promise.all(asks)).toEqual(DECIDED.map(() => 1));
	});
});
