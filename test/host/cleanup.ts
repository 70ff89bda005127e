type Cleanup = () => void;

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const pending = new Set<Cleanup>();
let listening = false;

function runAll(): void {
	// Last registered first: a process ends before the folder that it writes to is removed.
	for (const cleanup of [...pending].reverse()) {
		try {
			cleanup();
		} catch {
			// The others must still run.
		}
	}
	pending.clear();
}

function listen(): void {
	if (listening) return;
	listening = true;
	process.on('exit', runAll);
	for (const [signal, number] of Object.entries(SIGNALS)) {
		process.on(signal, () => process.exit(128 + number));
	}
}

/**
 * Runs a synchronous function when this process ends, by Ctrl-C as well.
 * Returns a function that takes it off the list.
 */
export function atExit(cleanup: Cleanup): () => void {
	listen();
	pending.add(cleanup);
	return () => pending.delete(cleanup);
}
