import type { ApiAnswer } from '../../../nodes/shared/transport/http/envelope';
import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';
import { paginate, type Shortfall } from '../../../nodes/shared/transport/http/pagination';
import { type Row } from '../../../nodes/shared/values';

const MOST_REQUESTS = 200;

describe.each([
	['one after another', undefined],
	['ahead', new Concurrency().spare],
])('pages that are read %s', (_way, spare) => {
	/** Reads a list to its end, from a server that answers by page and limit. */
	async function readAll(
		server: (page: number, limit: number) => Partial<ApiAnswer>,
		limit?: number,
	): Promise<{ rows: Row[]; requests: number; shortfalls: Shortfall[] }> {
		const rows: Row[] = [];
		const shortfalls: Shortfall[] = [];
		let requests = 0;
		const fetchPage = async (page: number, size: number): Promise<ApiAnswer> => {
			requests += 1;
			if (requests > MOST_REQUESTS) throw new Error('endless');
			return { data: [], statusCode: 200, ...server(page, size) };
		};
		for await (const page of paginate(fetchPage, limit, (shortfall) => shortfalls.push(shortfall), spare))
			rows.push(...page);
		return { rows, requests, shortfalls };
	}

	const rowsOf = (count: number): Row[] =>
		Array.from({ length: count }, (_none, index) => ({ id: `r${index}` }));
	const pageOf = (rows: Row[], page: number, limit: number): Row[] =>
		rows.slice((page - 1) * limit, page * limit);

	describe('rows that change places between two requests', () => {
		it('all come, once each', async () => {
			const server = (page: number, limit: number): Partial<ApiAnswer> => {
				const shuffled = rowsOf(103)
					.map((row) => ({ row, rank: Math.random() }))
					.sort((a, b) => a.rank - b.rank)
					.map(({ row }) => row);
				return { data: pageOf(shuffled, page, limit), meta: { total: 103 } };
			};
			for (let round = 0; round < 12; round += 1) {
				const { rows, shortfalls } = await readAll(server);
				expect(rows.map(({ id }) => String(id)).sort()).toEqual(
					rowsOf(103)
						.map(({ id }) => String(id))
						.sort(),
				);
				expect(shortfalls).toEqual([]);
			}
		});

		it('all come where the order depends on the size of the page alone', async () => {
			// Page two repeats the last rows of page one, as long as pages have a hundred rows.
			const server = (page: number, limit: number): Partial<ApiAnswer> => {
				const rows = rowsOf(150);
				const second = limit === 100 && page === 2 ? rows.slice(90, 140) : undefined;
				return { data: second ?? pageOf(rows, page, limit), meta: { total: 150 } };
			};
			expect((await readAll(server)).rows).toHaveLength(150);
		});
	});

	describe('a list that gives fewer rows than it counts', () => {
		it('is read again and then told, and ends', async () => {
			const { rows, shortfalls, requests } = await readAll((page, limit) => ({
				data: pageOf(rowsOf(40), page, limit),
				meta: { total: 43 },
			}));
			expect(rows).toHaveLength(40);
			expect(shortfalls).toEqual([{ total: 43, read: 40 }]);
			expect(requests).toBeLessThan(10);
		});

		it('is not told where the limit is reached', async () => {
			const server = (page: number, limit: number) => ({
				data: pageOf(rowsOf(40), page, limit),
				meta: { total: 43 },
			});
			expect(await readAll(server, 20)).toMatchObject({ shortfalls: [], requests: 1 });
		});
	});

	describe('rows without an ID', () => {
		it.each([
			['null', null],
			['empty', ''],
			['missing', undefined],
		])('whose ID is %s all come, also when several are of one session', async (_what, id) => {
			const all = Array.from({ length: 250 }, (_none, n) => ({ id, session_id: 's1', n }));
			const { rows } = await readAll((page, limit) => ({
				data: pageOf(all, page, limit),
				meta: { total: 250 },
			}));
			expect(rows).toHaveLength(250);
		});
	});

	describe('a server that does not page', () => {
		const first = rowsOf(100);
		const second = rowsOf(200).slice(100);
		const nameless = (rows: Row[]): Row[] => rows.map(({ id }) => ({ name: id }));

		it.each([
			['repeats a page', () => first, 100],
			['alternates between two pages', (page: number) => (page % 2 ? first : second), 200],
			['repeats a page of rows without IDs', () => nameless(first), 100],
			[
				'alternates between pages of rows without IDs',
				(page: number) => nameless(page % 2 ? first : second),
				200,
			],
		])('and %s ends, with each row once', async (_what, pages, expected) => {
			for (const limit of [undefined, 1000]) {
				const { rows, requests } = await readAll((page) => ({ data: pages(page) }), limit);
				expect(rows).toHaveLength(expected);
				expect(requests).toBeLessThan(8);
			}
		});

		it('ends where its meta promises pages without end', async () => {
			const { rows } = await readAll(() => ({ data: first, meta: { pages: 1_000_000 } }));
			expect(rows).toHaveLength(100);
		});

		it('and gives the whole list at once, ends with the limit', async () => {
			const whole = { data: rowsOf(250), meta: { total: 250 } };
			expect((await readAll(() => whole)).rows).toHaveLength(250);
			expect(await readAll(() => whole, 50)).toMatchObject({ rows: rowsOf(50), requests: 1 });
		});
	});

	describe('rows that do not belong to the list', () => {
		it('are dropped, and pages as small as the limit are not gone on with', async () => {
			const rows = Array.from({ length: 300 }, (_none, index) => ({
				id: `r${index}`,
				status: index < 250 ? 'approved' : 'pending',
			}));
			const { rows: found, requests } = await readAll(
				(page, limit) => ({
					data: pageOf(rows, page, limit),
					meta: { total: 300 },
					isListed: ({ status }) => status === 'pending',
				}),
				2,
			);
			expect(found.map(({ id }) => id)).toEqual(['r250', 'r251']);
			expect(requests).toBe(4);
		});
	});
});
