import type { Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest } from '../core/errors';
import { fields, filled, free, listOf, type JsonObject } from '../core/schema';
import type { Span } from '../store/rows';

/** How many spans a request may bring. */
const MOST_SPANS = 1000;

const body = fields(
	{ spans: listOf({ ...free, required: ['name'], properties: { name: filled } }) },
	'spans',
);

/** Takes spans of other programs into the traces. */
export const traceIngest: Routes = (app, { store }) => {
	app.post<{ Body: { spans: JsonObject[] } }>(
		'/traces/ingest',
		{ schema: { body } },
		({ body: { spans } }) => {
			if (spans.length > MOST_SPANS) throw badRequest('spans', `must have at most ${MOST_SPANS} entries`);
			const [sample] = store.spans.all();
			for (const span of spans) store.spans.insert({ ...sample, ...store.stamp(), ...span } as Span);
			return data({ ingested: spans.length });
		},
	);
};
