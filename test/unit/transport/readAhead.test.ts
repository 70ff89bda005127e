import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';
import type { ApiAnswer } from '../../../nodes/shared/transport/http/envelope';
import { paginate } from '../../../nodes/shared/transport/http/pagination';
import type { Row } from '../../../nodes/shared/values';

interface Asked {
	page: number;
	size: number;
	answer: () => void;
	fail: (error: Error) => void;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

const rowsFrom = (start: number, count: number): Row[] =>
	Array.from({ length: count }, (_none, index) => ({ id: `r${start + index}` }));

/** A list on a server that answers a request when the test says so. */
function readSlowly({
	rows,
	limit,
	concurrency = new Concurrency(),
	meta = { total: rows },
}: {
	rows: number;
	limit?: number;
	concurrency?: Concurrency;
	meta?: ApiAnswer['meta'];
}) {
	const open: Asked[] = [];
	const read: unknown[] = [];
	let [requests, mostOpen] = [0, 0];
	const fetchPage = (page: number, size: number): Promise<ApiAnswer> =>
		new Promise((resolve, reject) => {
			const from = (page - 1) * size;
			const data = rowsFrom(from, Math.max(Math.min(size, rows - from), 0));
			const asked = {
				page,
				size,
				answer: () => resolve({ data, statusCode: 200, meta }),
				fail: reject,
			};
			open.push(asked);
			requests += 1;
			mostOpen = Math.max(mostOpen, open.length);
		});
	const done = (async () => {
		for await (const page of paginate(fetchPage, limit, undefined, concurrency.spare))
			read.push(...page.map(({ id }) => id));
	})();
	return {
		done,
		read,
		counts: () => ({ requests, mostOpen }),
		/** The pages that are asked for and not answered. */
		asked: async (): Promise<number[]> => {
			await turn();
			return open.map(({ page }) => page);
		},
		/** Answers one request, or fails it. */
		settle: async (page: number, error?: Error): Promise<void> => {
			await turn();
			const index = open.findIndex((asked) => asked.page === page);
			const [asked] = open.splice(index, 1);
			if (error) asked.fail(error);
			else asked.answer();
			await turn();
		},
		/** Answers all requests, in an order from the last to the first, until nothing is asked for. */
		rest: async (): Promise<void> => {
			for (await turn(); open.length > 0; await turn()) open.pop()?.answer();
			await done;
		},
	};
}

test('the first page is asked for alone, and then eight side by side', async () => {
	const list = readSlowly({ rows: 5000 });
	expect(await list.asked()).toEqual([1]);
	await list.settle(1);
	expect(await list.asked()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
	await list.rest();
	expect(list.counts()).toEqual({ requests: 50, mostOpen: 8 });
});

test('rows come in the order of the list, whatever the order of the answers', async () => {
	const list = readSlowly({ rows: 2050 });
	await list.rest();
	expect(list.read).toEqual(rowsFrom(0, 2050).map(({ id }) => id));
});

test('no further page is asked for while the next one in order is missing', async () => {
	const list = readSlowly({ rows: 5000 });
	await list.settle(1);
	for (const page of [3, 4, 5, 6, 7, 8, 9]) await list.settle(page);
	expect(await list.asked()).toEqual([2]);
	expect(list.read).toHaveLength(100);
	await list.settle(2);
	expect(list.read).toHaveLength(900);
	expect(await list.asked()).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
	await list.rest();
});

test.each([
	['a limit', { rows: 5000, limit: 450 }, [2, 3, 4, 5]],
	['the total', { rows: 450 }, [2, 3, 4, 5]],
	['the number of pages', { rows: 400, meta: { total: 900, pages: 4 } }, [2, 3, 4]],
])('no page is asked for beyond %s', async (_what, list, expected) => {
	const { settle, asked } = readSlowly(list);
	await settle(1);
	for (const page of expected) {
		expect(await asked()).toEqual(expected.slice(expected.indexOf(page)));
		await settle(page);
	}
});

test.each([
	['nothing', {}],
	['the number of pages alone', { pages: 50 }],
])('pages come one after another from a server that says %s', async (_what, meta) => {
	const list = readSlowly({ rows: 4950, meta });
	await list.rest();
	expect(list.read).toHaveLength(4950);
	expect(list.counts()).toEqual({ requests: 50, mostOpen: 1 });
});

test('a total that is far too high costs seven requests, and no more', async () => {
	const list = readSlowly({ rows: 250, meta: { total: 1_000_000 } });
	await list.settle(1);
	for (const page of [2, 3, 4]) await list.settle(page);
	// Page 4 is empty and ends the pass; the list is read again, once.
	expect((await list.asked()).filter((page) => page > 4)).toHaveLength(7);
	await list.rest();
	expect(list.read).toHaveLength(250);
});

test('an error comes where its page would have come, and nothing more is asked for', async () => {
	const list = readSlowly({ rows: 5000 });
	const failure = new Error('page 4');
	const failed = expect(list.done).rejects.toBe(failure);
	await list.settle(1);
	await list.settle(4, failure);
	expect(list.read).toHaveLength(100);
	await list.settle(2);
	await list.settle(3);
	await failed;
	expect(list.read).toHaveLength(300);
	expect(await list.asked()).toEqual([5, 6, 7, 8, 9]);
});

describe('places', () => {
	test('that items have are not taken: with one at a time, so are pages', async () => {
		const concurrency = new Concurrency(1);
		const list = await concurrency.run(() => Promise.resolve(readSlowly({ rows: 1000, concurrency })));
		await concurrency.run(() => list.rest());
		expect(list.counts()).toEqual({ requests: 10, mostOpen: 1 });
	});

	test('are shared by the lists of all items', async () => {
		const concurrency = new Concurrency(10);
		const lists = Array.from({ length: 4 }, () => readSlowly({ rows: 2000, concurrency }));
		const items = lists.map((list) => concurrency.run(() => list.done));
		for (const list of lists) await list.settle(1);
		const asked = await Promise.all(lists.map((list) => list.asked()));
		expect(asked.flat()).toHaveLength(10);
		for (const list of lists) await list.rest();
		await Promise.all(items);
	});

	test('are given back', async () => {
		const concurrency = new Concurrency(4);
		const list = readSlowly({ rows: 3000, concurrency });
		const item = concurrency.run(() => list.rest());
		await item;
		expect(list.counts()).toEqual({ requests: 30, mostOpen: 4 });
		const next = readSlowly({ rows: 3000, concurrency });
		await concurrency.run(() => next.rest());
		expect(next.counts().mostOpen).toBe(4);
	});

	test('become fewer when the server is overloaded', async () => {
		const concurrency = new Concurrency();
		const list = readSlowly({ rows: 9000, concurrency });
		const item = concurrency.run(() => list.done);
		await list.settle(1);
		concurrency.onOverload(Date.now());
		concurrency.onOverload(Date.now() + 1);
		for (const page of [2, 3, 4, 5, 6, 7, 8, 9]) await list.settle(page);
		// Two are left, and two rounds of successes allow two more: one for the item, and the next page needs none.
		expect(await list.asked()).toEqual([10, 11, 12, 13]);
		await list.rest();
		await item;
	});
});
