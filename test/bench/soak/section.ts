import type { Section } from '../../support/reliabilityDocument';
import { quantile } from '../statistics';
import type { Vitals } from './vitals';

/** What a soak measured. */
export interface Soak {
	version: string;
	minutes: number;
	/** n8n at rest, before and after the load. */
	before: Vitals;
	after: Vitals;
	/** n8n under load, from the end of the warm-up on. */
	samples: Vitals[];
	done: Record<string, number>;
	failures: string[];
	complaints: string[];
	/** How many executions n8n has, by how they ended. */
	executions: Record<string, number>;
}

const MINUTE_MS = 60_000;

/** Median memory in MB of each minute under load. */
function memoryByMinute(samples: Vitals[]): number[] {
	const start = samples[0]?.at ?? 0;
	const minutes = new Map<number, number[]>();
	for (const { at, rss } of samples) {
		const minute = Math.floor((at - start) / MINUTE_MS);
		minutes.set(minute, [...(minutes.get(minute) ?? []), rss]);
	}
	return [...minutes.values()].map((values) => Math.round(quantile(values, 0.5)));
}

/** The figures as docs/reliability.md has them. */
export function soakSection(soak: Soak): Section {
	const memory = memoryByMinute(soak.samples);
	const [first = NaN] = memory;
	const last = memory.at(-1) ?? NaN;
	const grown = last - first;
	const listed = (counts: Record<string, number>): string =>
		Object.entries(counts)
			.map(([name, count]) => `${count} ${name}`)
			.join(', ');
	return {
		id: 'soak',
		heading: 'Soak',
		lines: [
			`${soak.minutes} minutes of mixed operations in n8n ${soak.version}, the first one to warm up:`,
			`\`npm run bench:soak -- --minutes ${soak.minutes} --write\`.`,
			'',
			'| Figure | Value |',
			'| --- | --- |',
			`| Done | ${listed(soak.done)} |`,
			`| Executions in n8n | ${listed(soak.executions)} |`,
			`| Operations that failed | ${soak.failures.length} |`,
			`| Memory of n8n (RSS) under load, median of the first minute after the warm-up | ${first} MB |`,
			`| The same of the last minute | ${last} MB (${grown < 0 ? '' : '+'}${grown} MB) |`,
			`| Median of each minute | ${memory.join(', ')} MB |`,
			`| Open sockets of n8n at rest, before and after | ${soak.before.sockets}, ${soak.after.sockets} |`,
			`| Open handles of n8n at rest, before and after | ${soak.before.handles}, ${soak.after.handles} |`,
			`| Unhandled rejections and warnings of leaked listeners in n8n's log | ${soak.complaints.length} |`,
		],
	};
}
