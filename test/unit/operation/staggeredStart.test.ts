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

test('tasks start one by one, without waiting for one another to end', async () => {
	const staggeredStart = new StaggeredStart();
	const log: string[] = [];
	const [one, two] = [task(log, 'one'), task(log, 'two')];
	const ends = [staggeredStart.run(one.start), staggeredStart.run(two.start)];
	await turn();
	while (log.length < 2) {
		expect(log).toEqual(['one']);
		await turn();
	}
	one.end();
	two.end();
	await Promise.all(ends);
	expect(log).toEqual(['one', 'two']);
});

test('a turn of the event loop lies between two starts', async () => {
	const staggeredStart = new StaggeredStart();
	const log: string[] = [];
	const note = (name: string) => async () => {
		log.push(name);
		// A timer, as the turn between two starts is one: timers of the same time end in the order of their start.
		setTimeout(() => log.push(`turn after ${name}`), 0);
	};
	await Promise.all([staggeredStart.run(note('one')), staggeredStart.run(note('two'))]);
	expect(log.slice(0, 3)).toEqual(['one', 'turn after one', 'two']);
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
