import type { ApiAnswer } from '../../../nodes/shared/transport/http/envelope';
import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';
import { paginate } from '../../../nodes/shared/transport/http/pagination';
import { type Row, toRows } from '../../../nodes/shared/values';

const rowsFrom = (start: number, count: number): Row[] =>
	Array.from({ length: count }, (_row, index) => ({ id: `r${start + index}` }));

describe.each([
	['one after another', undefined],
	['ahead', new Concurrency().spare],
])('pages that are read %s', (_way, spare) => {
	/** Reads everything from a server of `total` rows, and counts its requests. */
	async function readAll(server: (page: number, limit: number) => Partial<ApiAnswer>, limit?: number) {
		const asked: Array<[number, number]> = [];
		const rows: Row[] = [];
		const fetchPage = async (page: number, size: number): Promise<ApiAnswer> => {
			asked.push([page, size]);
			return { data: [], statusCode: 200, ...server(page, size) };
		};
		for await (const page of paginate(fetchPage, limit, undefined, spare)) rows.push(...page);
		return { rows, asked };
	}

	const slice = (total: number) => (page: number, limit: number) => ({
		data: rowsFrom((page - 1) * limit, Math.max(0, Math.min(limit, total - (page - 1) * limit))),
	});

	test('all rows come, by pages of 100', async () => {
		const server = (page: number, limit: number) => ({
			...slice(250)(page, limit),
			meta: { total: 250, page, pages: 3 },
		});
		const { rows, asked } = await readAll(server);
		expect(rows).toEqual(rowsFrom(0, 250));
		expect(asked).toEqual([
			[1, 100],
			[2, 100],
			[3, 100],
		]);
	});

	test('a limit below a page is asked for as it is', async () => {
		const { rows, asked } = await readAll(slice(500), 7);
		expect(rows).toHaveLength(7);
		expect(asked).toEqual([[1, 7]]);
	});

	test('a limit over a page keeps the page size, so that no row is skipped', async () => {
		const { rows, asked } = await readAll(slice(500), 130);
		expect(rows).toEqual(rowsFrom(0, 130));
		expect(asked).toEqual([
			[1, 100],
			[2, 100],
		]);
	});

	test('without meta, a short page is the last', async () => {
		expect((await readAll(slice(130))).rows).toHaveLength(130);
	});

	test('without meta, a full last page is followed by an empty one', async () => {
		const { rows, asked } = await readAll(slice(200));
		expect(rows).toHaveLength(200);
		expect(asked).toHaveLength(3);
	});

	test('only a total is enough to stop', async () => {
		const { asked } = await readAll((page, limit) => ({ ...slice(200)(page, limit), meta: { total: 200 } }));
		expect(asked).toHaveLength(2);
	});

	test('a total that grows between two pages is followed', async () => {
		const totals = [150, 250, 250];
		const { rows } = await readAll((page, limit) => ({
			...slice(totals[page - 1])(page, limit),
			meta: { total: totals[page - 1], pages: Math.ceil(totals[page - 1] / 100) },
		}));
		expect(rows).toHaveLength(250);
	});

	test('a server with smaller pages than asked for still gives everything', async () => {
		const { rows } = await readAll((page) => ({ ...slice(120)(page, 50), meta: { total: 120, pages: 3 } }));
		expect(rows).toHaveLength(120);
	});

	test('a row that moved to the next page comes once', async () => {
		const pages = [rowsFrom(0, 100), [...rowsFrom(99, 100)]];
		const { rows } = await readAll((page) => ({ data: pages[page - 1], meta: { pages: 2 } }));
		expect(rows).toEqual(rowsFrom(0, 199));
	});

	test('a server that ignores paging does not make it endless', async () => {
		const { rows, asked } = await readAll(() => ({ data: rowsFrom(0, 100) }));
		expect(rows).toHaveLength(100);
		expect(asked.length).toBeLessThanOrEqual(2);
	});

	test('rows without an id that look alike all come', async () => {
		const { rows } = await readAll(() => ({ data: [{ name: 'a' }, { name: 'a' }] }));
		expect(rows).toHaveLength(2);
	});
});

test.each([[null], [undefined], ['']])('%p is an empty list', (data) => {
	expect(toRows(data)).toEqual([]);
});
