import type { IRunExecutionData } from 'n8n-workflow';

import type { Section } from '../support/reliabilityDocument';
import { startsOf } from '../load/workloads';
import { type Delivered, delivered } from './events';
import type { Met } from './rounds';
import type { Scene } from './scene';

/** How long a call may be under way after its caller got the answer 202, in ms. */
const CALL_TAKES_MS = 4000;

/** What the deaths of n8n did. */
export interface Verdict {
	kills: number;
	failedStarts: number;
	met: Met;
	/** Labels with which the server was asked to start something more than once. */
	twice: string[];
	starts: number;
	/** How the executions ended that slept when n8n died, those that were just woken, and those at work. */
	asleep: Record<string, number>;
	waking: Record<string, number>;
	awake: Record<string, number>;
	events: Delivered;
	calls: { answered: number; lost: string[]; lostUnderWay: number; doubled: string[] };
}

/** Looks at n8n's database and at what the server saw. */
export async function judge(scene: Scene, met: Met): Promise<Verdict> {
	const [rows, data] = [await scene.executions(), await scene.data()];
	const dataOf = (workflowId: string): IRunExecutionData[] =>
		rows.filter((row) => row.workflowId === workflowId).flatMap(({ id }) => data.get(id) ?? []);
	const endsOf = (ids: Set<number>): Record<string, number> => {
		const ends: Record<string, number> = {};
		for (const { id, status } of rows) if (ids.has(id)) ends[status] = (ends[status] ?? 0) + 1;
		return ends;
	};
	// An execution that was met asleep once and otherwise another time is among the latter.
	const asleep = new Set([...met.asleep].filter((id) => !met.awake.has(id) && !met.waking.has(id)));
	const starts = startsOf(scene.emulator);
	const { happened, ticks, kills } = scene;
	return {
		kills: kills.length,
		failedStarts: scene.failedStarts,
		met,
		twice: [...starts].filter(([, count]) => count > 1).map(([label]) => label),
		starts: starts.size,
		asleep: endsOf(asleep),
		waking: endsOf(met.waking),
		awake: endsOf(met.awake),
		events: delivered(happened, dataOf(scene.workloads.events.id), { ticks, kills }),
		calls: callsOf(met, dataOf(scene.workloads.hooks.id), kills),
	};
}

function callsOf(met: Met, executions: IRunExecutionData[], kills: number[]): Verdict['calls'] {
	const texts = executions.map(
		(execution) => JSON.stringify(execution.resultData.runData) + stackOf(execution),
	);
	const startsWith = (label: string) => texts.filter((text) => text.includes(`"question":"${label}"`)).length;
	const lost = [...met.answered].filter(([label]) => startsWith(label) === 0);
	const isUnderWay = ([, at]: [string, number]) =>
		kills.some((kill) => at <= kill && kill - at < CALL_TAKES_MS);
	return {
		answered: met.answered.size,
		lost: lost.filter((one) => !isUnderWay(one)).map(([label]) => label),
		lostUnderWay: lost.filter(isUnderWay).length,
		doubled: [...met.answered.keys()].filter((label) => startsWith(label) > 1),
	};
}

const stackOf = ({ executionData }: IRunExecutionData): string =>
	JSON.stringify(executionData?.nodeExecutionStack.map(({ data }) => data) ?? []);

/** What must not be: for each promise, in what it was broken; empty when it was kept. */
export function breaches({ twice, asleep, events, calls }: Verdict): Record<string, string[]> {
	const { success = 0, ...others } = asleep;
	return {
		'nothing starts twice': twice,
		'executions sleep when n8n dies': success > 0 ? [] : ['none did'],
		'what sleeps ends well': Object.entries(others).map(([status, count]) => `${count} ${status}`),
		'no event is lost': events.lost,
		'no event comes twice': events.doubled,
		'no answered call is lost': calls.lost,
		'no answered call starts twice': calls.doubled,
	};
}

/** The verdict as docs/reliability.md has it. */
export function deathSection(verdict: Verdict, version: string, seed: number): Section {
	const { kills, met, starts, twice, asleep, waking, awake, events, calls } = verdict;
	const { batch, stream, chat, gate, hook } = met.labels;
	const ends = (counts: Record<string, number>): string =>
		Object.entries(counts)
			.map(([status, count]) => `${count} ${status}`)
			.join(', ') || 'none';
	const inTick = events.lostInTick + events.doubledInTick;
	return {
		id: 'processDeath',
		heading: 'Process death',
		lines: [
			`n8n ${version} was killed by SIGKILL ${kills} times, at random moments (seed ${seed}) during batches, polled`,
			'runs, streams, chats, sleeping gates, polls and signed calls, and started again each time:',
			`\`npm run test:death -- --kills ${kills} --seed ${seed} --write\`.`,
			'',
			'| What was under way | Count | Outcome |',
			'| --- | --- | --- |',
			`| Agent runs that were to start: ${batch.length} in batches, ${stream.length} streamed, ${gate.length} before a gate, ${hook.length} by signed calls, and ${chat.length} chat messages | ${starts} reached the server | ${twice.length} reached it twice |`,
			`| Answers on their way when n8n died | ${met.underWay} | n8n lists their executions as crashed and does not run them again |`,
			`| Executions asleep in a gate when n8n died | ${sum(asleep)} | ${ends(asleep)} |`,
			`| Executions that a start had just woken when n8n died again | ${sum(waking)} | ${ends(waking)} |`,
			`| Executions whose agent or gate was at work when n8n died | ${sum(awake)} | ${ends(awake)} |`,
			`| Events for the Event Trigger | ${events.count} | ${events.lost.length} lost, ${events.doubled.length} doubled; of the ticks under way ${events.lostInTick} lost, ${events.doubledInTick} doubled |`,
			`| Starts at which n8n ended by itself, before it was started once more | ${verdict.failedStarts} | by n8n's own recovery of an execution that had no time to begin |`,
			`| Signed calls that were answered | ${calls.answered} | ${calls.lost.length} lost, ${calls.doubled.length} doubled; of the calls under way ${calls.lostUnderWay} lost |`,
			'',
			'What n8n promises, and with it the package:',
			'',
			'- **An execution that runs when n8n dies** ends as crashed; n8n does not run it again, and neither do we.',
			'- **An execution that sleeps** is in the database and goes on. One whose gate was just looking is a running one. n8n',
			'  wakes what is due while it starts, and lists it as crashed until the gate, which waits for that, sleeps on: when n8n',
			'  dies again in these seconds, it stays listed so.',
			'- **A poll** gives n8n its events together with where it got to. n8n writes both down right after, one after the',
			'  other: when it dies between the two, the events of that one tick may be lost or come twice, those of no other.',
			`  ${inTick === 0 ? 'That did not happen here.' : 'The table counts them apart.'}`,
			'- **A signed call** that is to be answered at once has its 202 before the agent runs: when n8n dies in that moment,',
			'  it is gone. A caller that must be sure sets *Respond* to *When the Run Ends* and repeats what was not answered;',
			'  n8n stores the calls that it has seen when their executions have ended, so such a repetition may run the agent again.',
		],
	};
}

const sum = (counts: Record<string, number>): number =>
	Object.values(counts).reduce((total, count) => total + count, 0);
