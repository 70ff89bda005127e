import type { IRunExecutionData } from 'n8n-workflow';

/** Something that happened once in the world, and when (epoch ms). */
export interface Happening {
	id: string;
	at: number;
}

/** A tick's look at the list, and the deaths of n8n (epoch ms). */
export interface Times {
	ticks: number[];
	kills: number[];
}

/** What became of the events. */
export interface Delivered {
	count: number;
	/** In no execution, or in two, although no tick that had them was under way when n8n died. */
	lost: string[];
	doubled: string[];
	/** The same for those of a tick that was under way. */
	lostInTick: number;
	doubledInTick: number;
}

/** Ticks further apart than this are not of the same look. */
const ONE_LOOK_MS = 1000;

/** Compares what happened with the executions that n8n has in its database. */
export function delivered(happened: Happening[], executions: IRunExecutionData[], times: Times): Delivered {
	const counts = new Map<string, number>();
	for (const execution of executions) {
		for (const id of eventsIn(execution)) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	const windows = times.kills.map((kill) => underWay(times.ticks, kill));
	const inTick = ({ at }: Happening) => windows.some(({ from, to }) => at > from && at <= to);
	const lost = happened.filter(({ id }) => !counts.has(id));
	const doubled = happened.filter(({ id }) => (counts.get(id) ?? 0) > 1);
	const ids = (events: Happening[]) => events.filter((one) => !inTick(one)).map(({ id }) => id);
	return {
		count: happened.length,
		lost: ids(lost),
		doubled: ids(doubled),
		lostInTick: lost.filter(inTick).length,
		doubledInTick: doubled.filter(inTick).length,
	};
}

/** When an event must have happened to be among those of the last tick before n8n died. */
function underWay(ticks: number[], kill: number): { from: number; to: number } {
	const before = ticks.filter((tick) => tick <= kill);
	const last = before.at(-1) ?? kill;
	return { from: before.filter((tick) => tick < last - ONE_LOOK_MS).at(-1) ?? -Infinity, to: last };
}

/** The ids of the events that an execution started with, whether it got anywhere or not. */
function eventsIn({ resultData, executionData }: IRunExecutionData): Set<string> {
	const ran = Object.values(resultData.runData).flatMap((runs) =>
		runs.flatMap(({ data }) => data?.main ?? []),
	);
	const waiting = (executionData?.nodeExecutionStack ?? []).flatMap(({ data }) => data.main ?? []);
	return new Set([...ran, ...waiting].flatMap((items) => items ?? []).map(({ json }) => String(json.id)));
}
