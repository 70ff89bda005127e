import type { FastifyInstance } from 'fastify';

import { type Context, isOdd } from '../context';

/** Names the number of pages in the meta of lists as the generation does: `total_pages`, or in the second one `pages`. */
export function namePages(app: FastifyInstance, context: Context): void {
	if (context.generation === 1) return;
	app.addHook('preSerialization', async (_request, _reply, payload: unknown) => {
		if (!isPaged(payload) || isOdd(context, 'totalPagesMeta')) return payload;
		const { total_pages: pages, ...meta } = payload.meta;
		return { ...payload, meta: { ...meta, pages } };
	});
}

function isPaged(payload: unknown): payload is { meta: { total_pages: number } } {
	return typeof payload === 'object' && payload !== null && 'meta' in payload;
}
