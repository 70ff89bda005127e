import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const AGENT = { name: 'Agent', description: 'Answers what customers ask', status: 'active', labels: {} };

/**
 * A server whose every path is a list of so many rows, in pages that are written before they are asked for.
 * @param latencyMs how long it takes to answer
 */
export async function startRowServer(
	rows: number,
	latencyMs = 0,
): Promise<{ url: string; close: () => void }> {
	const pages = new Map<string, string>();
	const page = (number: number, limit: number): string => {
		const from = (number - 1) * limit;
		const length = Math.max(Math.min(limit, rows - from), 0);
		const data = Array.from({ length }, (_, index) => ({ id: `agent-${from + index}`, ...AGENT }));
		const meta = { total: rows, page: number, limit, total_pages: Math.ceil(rows / limit) };
		return JSON.stringify({ data, meta });
	};
	for (let number = 1; number <= rows / 100; number++) pages.set(`${number}/100`, page(number, 100));
	const server = createServer(async (request, response) => {
		if (latencyMs > 0) await sleep(latencyMs);
		const query = new URL(request.url ?? '', 'http://localhost').searchParams;
		const [number, limit] = [query.get('page') ?? '1', query.get('limit') ?? '20'];
		response.setHeader('content-type', 'application/json');
		response.end(pages.get(`${number}/${limit}`) ?? page(Number(number), Number(limit)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

/** Reads all rows page after page, as a program without n8n would. @returns the time in ms */
export async function bareLoop(url: string, count: number): Promise<number> {
	const startedAt = performance.now();
	const rows: unknown[] = [];
	for (let page = 1; rows.length < count; page++) {
		const answer = await fetch(`${url}/api/v1/agents?page=${page}&limit=100`);
		rows.push(...((await answer.json()) as { data: unknown[] }).data);
	}
	return performance.now() - startedAt;
}
