const LINE_EVERY_SECONDS = 15;

/**
 * Runs a step and shows on stderr that it is running: one line that counts on a terminal,
 * a line now and then elsewhere.
 */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
	const terminal = process.stderr.isTTY === true;
	const started = Date.now();
	const elapsed = () => Math.round((Date.now() - started) / 1000);
	const show = (state: string, last = false) => {
		const line = `${String(elapsed()).padStart(4)} s  ${name}${state}`;
		process.stderr.write(terminal ? `\r\x1b[K${line}${last ? '\n' : ''}` : `${line}\n`);
	};
	show(' ...');
	const timer = setInterval(() => show(' ...'), (terminal ? 1 : LINE_EVERY_SECONDS) * 1000);
	try {
		const result = await work();
		show(': done', true);
		return result;
	} catch (error) {
		show(': failed', true);
		throw error;
	} finally {
		clearInterval(timer);
	}
}
