import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { poll } from '../../host';
import { startGroup, tail } from '../../host/processes';

const READY_WITHIN_SECONDS = 60;
const STOP_WITHIN_MS = 20_000;

/** A server beside n8n. */
export interface Service {
	port: number;
	/** Whoever runs it: its process is a child of this one. */
	pid: number;
	stop(): Promise<void>;
}

interface ServiceOptions {
	name: string;
	command: string[];
	port: number;
	/** What asks the server to end in good order. */
	signal: NodeJS.Signals;
	folder: string;
	isReady: () => Promise<boolean>;
}

/** Starts a server that ends with this process at the latest, and resolves when it answers. */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, command, port, signal, folder, isReady } = options;
	const log = join(folder, `${name}.log`);
	const group = await startGroup(process.execPath, [join(__dirname, 'keeper.js'), signal, ...command], {
		cwd: folder,
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
		log,
	});
	let ended = false;
	void group.exited.then(() => (ended = true));
	const stop = async () => {
		group.signal('SIGTERM');
		await Promise.race([group.exited, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
		group.kill();
		await group.exited;
	};
	const ready = async () => {
		if (ended) throw new Error(`${name} ended while it started`);
		return (await isReady()) || undefined;
	};
	try {
		await poll(ready, { what: `${name} answers on port ${port}`, timeoutSeconds: READY_WITHIN_SECONDS });
	} catch (error) {
		await stop();
		throw new Error(`${(error as Error).message}; end of its log:\n${tail(log)}`);
	}
	return { port, pid: group.pid, stop };
}
