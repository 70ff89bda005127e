import { setTimeout as sleep } from 'node:timers/promises';

import { agentNode } from '../../support/n8n/streamingNodes';
import { PublicWorkflow, webhookTrigger } from '../../support/n8n/publicWorkflow';
import { ofItem } from '../../support/n8n/streamLines';
import type { Emulator, RecordedRequest } from '../../emulator';
import { preciseNow } from '../../emulator/core/clock';
import type { Stage } from '../../load/stage';
import type { Figure } from '../result';
import { quantile } from '../statistics';

/** n8n is slow at first: it loads and compiles what it needs, and does chores of its own after its start. */
const WARM_UP_ROUNDS = 3;
const ROUNDS = 7;
const DELTAS = 200;
/** About what a fast model writes: 50 tokens a second. */
const PACE_MS = 20;
const STREAM = '/api/v1/executions/*/stream';
/** The streams that are compared write a delta at the same moment, but for a start that came late. */
const SAME_MOMENT_MS = 5;

export const BARE = 'Bare fetch of the stream';
/** What n8n and the node add to it. */
export const ADDED = 'Added by n8n and the node';

/** Delays in ms. */
interface Delays {
	p50: Figure[];
	p95: Figure[];
	firstDelta: Figure[];
}

/** Delays in ms of every delta of one round. */
interface Round {
	bare: number[];
	throughN8n: number[];
	/** Of the latter: until the node handed the delta to n8n, whose clock counts whole ms. */
	inNode: number[];
	/** What n8n with the node in it adds to a client that reads the stream itself. */
	added: number[];
	/** From the call until the first delta. */
	first: number;
}

/**
 * How much later a delta reaches who reads n8n's response than who reads the server's stream itself. Both readers follow
 * the same run at the same time in this process, so that a busy machine slows them alike.
 */
export async function streamingDelay({ client, emulator, credentials }: Stage): Promise<Delays> {
	Object.assign(emulator.settings, { streamDeltaMs: PACE_MS, asyncRunMs: (DELTAS + 20) * PACE_MS });
	const question = Array.from({ length: DELTAS }, (_, index) => `word${index}`).join(' ');
	const input = JSON.stringify({ name: 'Ada', question });
	const workflow = await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [
		agentNode(credentials, emulator.ids.agents.support, input),
	]);
	for (let round = 0; round < WARM_UP_ROUNDS; round++) await oneRound(workflow, emulator);
	const rounds: Round[] = [];
	for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(workflow, emulator));
	const at = (share: number, delays: (round: Round) => number[]) =>
		rounds.map((round) => quantile(delays(round), share));
	const figures = (share: number): Figure[] => [
		{ label: BARE, rounds: at(share, ({ bare }) => bare) },
		{ label: 'Through n8n', rounds: at(share, ({ throughN8n }) => throughN8n) },
		{ label: '… until the node hands it to n8n', rounds: at(share, ({ inNode }) => inNode) },
		{ label: ADDED, rounds: at(share, ({ added }) => added) },
	];
	return {
		p50: figures(0.5),
		p95: figures(0.95),
		firstDelta: [{ label: 'From the call of the webhook', rounds: rounds.map(({ first }) => first) }],
	};
}

async function oneRound(workflow: PublicWorkflow, emulator: Emulator): Promise<Round> {
	emulator.clearRequests();
	const calledAt = preciseNow();
	const called = workflow.stream({});
	const followed = await streamRequest(emulator, 1);
	const bare = await readBare(emulator, followed.path);
	const { deltas } = ofItem(await called);
	const [written, writtenBare] = await Promise.all([1, 2].map((count) => deltaTimes(emulator, count)));
	if (deltas.length < DELTAS || bare.length !== deltas.length) {
		throw new Error(`${deltas.length} deltas came through n8n and ${bare.length} past it`);
	}
	const first = (deltas[0]?.at ?? NaN) - calledAt;
	const round: Round = { bare: [], throughN8n: [], inNode: [], added: [], first };
	deltas.forEach(({ at, metadata }, index) => {
		const [wrote = NaN, wroteBare = NaN] = [written?.[index], writtenBare?.[index]];
		if (Math.abs(wrote - wroteBare) > SAME_MOMENT_MS) return;
		const [delay, bareDelay] = [at - wrote, (bare[index] ?? NaN) - wroteBare];
		round.throughN8n.push(delay);
		round.bare.push(bareDelay);
		round.added.push(delay - bareDelay);
		// Half a ms for what whole ms leave out on average.
		round.inNode.push((metadata?.timestamp ?? NaN) + 0.5 - wrote);
	});
	if (round.added.length < DELTAS / 2) throw new Error('Too few deltas were written to both at once');
	return round;
}

/** The nth request for a stream, as soon as it is there. */
async function streamRequest(emulator: Emulator, count: number): Promise<RecordedRequest> {
	for (let left = 10_000; left > 0; left--) {
		const request = emulator.requests({ path: STREAM })[count - 1];
		if (request) return request;
		await sleep(1);
	}
	throw new Error('n8n did not follow the run');
}

async function deltaTimes(emulator: Emulator, count: number): Promise<number[]> {
	const { frames = [] } = await streamRequest(emulator, count);
	return frames.filter(({ event }) => event === 'content').map(({ at }) => at);
}

/** When each delta of a stream arrived at a client with nothing in between. */
async function readBare({ url, apiKey }: Emulator, path: string): Promise<number[]> {
	const response = await fetch(`${url}${path}`, { headers: { 'x-api-key': apiKey } });
	const decoder = new TextDecoder();
	const arrived: number[] = [];
	let rest = '';
	for await (const bytes of response.body ?? []) {
		const at = preciseNow();
		const frames = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
		rest = frames.pop() ?? '';
		for (const frame of frames) if (frame.startsWith('event: content\n')) arrived.push(at);
	}
	return arrived;
}
