/** Runs tasks of the same key one after another, in the order in which they came; those without a key at once. */
export class KeyedQueue {
	private readonly last = new Map<string, Promise<void>>();

	/** @param task must not reject: those behind it would never run */
	async run(key: string | undefined, task: () => Promise<void>): Promise<void> {
		if (key === undefined) return await task();
		const turn = (this.last.get(key) ?? Promise.resolve()).then(task);
		this.last.set(key, turn);
		await turn;
	}
}
