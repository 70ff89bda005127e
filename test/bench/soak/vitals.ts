import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process holds at one moment, as Linux tells it. */
export interface Vitals {
	/** Epoch ms. */
	at: number;
	/** Resident memory in MB. */
	rss: number;
	/** Open file descriptors, and how many of them are sockets. */
	handles: number;
	sockets: number;
}

/** Looks at a process of this machine. */
export function vitalsOf(pid: number): Vitals {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const folder = `/proc/${pid}/fd`;
	const targets = readdirSync(folder).flatMap((name) => {
		try {
			return [readlinkSync(`${folder}/${name}`)];
		} catch {
			// Closed since it was listed.
			return [];
		}
	});
	return {
		at: Date.now(),
		rss: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024,
		handles: targets.length,
		sockets: targets.filter((target) => target.startsWith('socket:')).length,
	};
}

const COMPLAINTS = /unhandled|MaxListenersExceeded|memory leak|heap out of memory/i;

/** The lines of n8n's log that tell of what a leak or a forgotten error leaves behind. */
export function complaintsIn(logFile: string): string[] {
	return readFileSync(logFile, 'utf8')
		.split('\n')
		.filter((line) => COMPLAINTS.test(line));
}
