import { StaggeredStart } from '../../../nodes/shared/operation/run/staggeredStart';

/** A task that stays open, and what ends it. */
function task(log: string[], name: string) {
	let end = () => {};
	const open = new Promise<void>((resolve) => (end = resolve));
	const start = async (): Promise<void> => {
		log.push(name);
		await open;
	};
	return { start, end: () => end() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('tasks start in their order, without waiting for one another to end', async () => {
	const staggeredStart = new StaggeredStart();
	const log: string[] = [];
	const tasks = ['one', 'two', 'three', 'four', 'five'].map((name) => task(log, name));
	const ends = tasks.map(({ start }) => staggeredStart.run(start));
	while (log.length < 5) await turn();
	for (const { end } of tasks) end();
	await Promise.all(ends);
	expect(log).toEqual(['one', 'two', 'three', 'four', 'five']);
});

test('a turn of the event loop lies after each four starts', async () => {
	const staggeredStart = new StaggeredStart();
	const log: string[] = [];
	const note = (name: number) => async () => {
		log.push(String(name));
		// A timer, as the turn is one: timers of the same time end in the order of their start.
		setTimeout(() => log.push(`turn after ${name}`), 0);
	};
	await Promise.all([1, 2, 3, 4, 5].map((name) => staggeredStart.run(note(name))));
	const turns = [1, 2, 3, 4].map((name) => `turn after ${name}`);
	expect(log.slice(0, 9)).toEqual(['1', '2', '3', '4', ...turns, '5']);
});

test('a task that fails lets the next one start, and fails alone', async () => {
	const staggeredStart = new StaggeredStart();
	const log: string[] = [];
	const failing = staggeredStart.run(() => Promise.reject(new Error('broken')));
	const next = staggeredStart.run(async () => void log.push('next'));
	await expect(failing).rejects.toThrow('broken');
	await next;
	expect(log).toEqual(['next']);
});
