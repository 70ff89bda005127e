import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { poll, type RunningHost } from '../host';

/** What n8n holds in its heap after a collection, in bytes. */
export async function heapInUse({ pid, userFolder }: RunningHost): Promise<number> {
	const file = join(userFolder, `memory-${pid}.json`);
	rmSync(file, { force: true });
	process.kill(pid, 'SIGUSR2');
	const written = async () => {
		const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
		return text.endsWith('}') ? (JSON.parse(text) as NodeJS.MemoryUsage) : undefined;
	};
	return (await poll(written, { what: 'n8n tells its memory', timeoutSeconds: 30 })).heapUsed;
}

/** Watches how much memory n8n takes at the most beyond what it has now; resolves with a function that says it, in MB. */
export async function peakMemory(host: RunningHost): Promise<() => number> {
	await heapInUse(host);
	// Linux begins to count the peak anew.
	writeFileSync(`/proc/${host.pid}/clear_refs`, '5');
	const before = resident(host.pid, 'VmRSS');
	return () => (resident(host.pid, 'VmHWM') - before) / 1000;
}

function resident(pid: number, field: string): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
}
