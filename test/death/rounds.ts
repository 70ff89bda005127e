import { setTimeout as sleep } from 'node:timers/promises';

import { chance } from '../support/random';
import type { Scene } from './scene';

/** What the deaths of n8n met. */
export interface Met {
	/** Every label that something was to be started with, by what was to start it. */
	labels: Record<'batch' | 'stream' | 'chat' | 'gate' | 'hook', string[]>;
	/** Labels of calls that were answered, and when (epoch ms). */
	answered: Map<string, number>;
	/** How many batches, streams and chats were under way. */
	underWay: number;
	/** Ids of the executions that slept in the database, and of those whose gate or agent was at work. */
	asleep: Set<number>;
	awake: Set<number>;
	/** Of those that slept: what a start of n8n had just woken when it died again. */
	waking: Set<number>;
}

const SCORE_EVERY_MS = 300;
/** How long n8n may live: some lives end while it still wakes what is due, some after n8n's next look a minute later. */
const LIFE_MS = { least: 300, most: 40_000 };
const DECIDE_EVERY = 3;

/** Keeps n8n busy and kills it at a random moment, again and again; it runs at the end. */
export async function killAgainAndAgain(scene: Scene, rounds: number, seed: number): Promise<Met> {
	const luck = chance(seed);
	const met: Met = {
		labels: { batch: [], stream: [], chat: [], gate: [], hook: [] },
		answered: new Map(),
		underWay: 0,
		asleep: new Set(),
		awake: new Set(),
		waking: new Set(),
	};
	for (let round = 0; round < rounds; round += 1) {
		const moment = LIFE_MS.least + luck.number(LIFE_MS.most - LIFE_MS.least);
		if (round % DECIDE_EVERY === 0) scene.decide(0.5);
		await work(scene, met, round, moment);
		for (const { id, workflowId, status } of await scene.kill()) {
			if (workflowId !== scene.workloads.gates.id) continue;
			if (status === 'waiting') met.asleep.add(id);
			else if (status === 'running' || status === 'new') met.awake.add(id);
			else if (status === 'crashed' && met.asleep.has(id) && !scene.hasWoken) met.waking.add(id);
		}
		const restarted = Date.now();
		await scene.startAgain();
		console.log(
			`${round + 1} of ${rounds}: killed after ${moment} ms, back after ${Date.now() - restarted} ms; ` +
				`${met.asleep.size} gates were met asleep, ${met.awake.size} awake, ${met.waking.size} waking, ${met.underWay} answers under way`,
		);
	}
	return met;
}

/** Starts some of everything, and returns at the moment. */
async function work(scene: Scene, met: Met, round: number, moment: number): Promise<void> {
	const { workloads } = scene;
	const open = new Set<Promise<unknown>>();
	const start = (work: Promise<unknown>): void => {
		// n8n dies in the middle of it.
		const one = work.catch(() => {}).finally(() => open.delete(one));
		open.add(one);
	};
	const labels = (kind: keyof Met['labels'], count: number): string[] => {
		const made = Array.from({ length: count }, () => `${kind} ${met.labels[kind].push('')}`);
		met.labels[kind].splice(-count, count, ...made);
		return made;
	};
	const hook = async (): Promise<void> => {
		const [label = ''] = labels('hook', 1);
		if ((await workloads.hook(label)) === 202) met.answered.set(label, Date.now());
	};
	const ends = Date.now() + moment;
	start(workloads.gate(labels('gate', 2)));
	start(workloads.batch('wait', labels('batch', 12)));
	start(workloads.batch('poll', labels('batch', 6)));
	for (let turn = 0; Date.now() < ends; turn += 1) {
		scene.score();
		if (turn % 4 === 0) start(hook());
		if (turn % 8 === round % 8) start(workloads.stream(labels('stream', 1)[0] ?? ''));
		if (turn % 8 === (round + 4) % 8) start(workloads.chat(labels('chat', 1)[0] ?? ''));
		await sleep(Math.min(SCORE_EVERY_MS, Math.max(ends - Date.now(), 0)));
	}
	met.underWay += open.size;
}
