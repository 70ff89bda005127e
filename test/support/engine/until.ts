const LONGEST_MS = 4000;

/** Resolves once the condition holds, which the events of this process bring about; fails when it never does. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + LONGEST_MS;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Never came true: ${condition.toString()}`);
		await new Promise(setImmediate);
	}
}
