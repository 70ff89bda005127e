import type { IDataObject } from 'n8n-workflow';

import { localField } from '../shared/operation/model/fields';
import {
	type Field,
	type OperationItem,
	type OperationResult,
	OutputItem,
} from '../shared/operation/model/types';
import { hinted, ValidationError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/values';

/** How many spans PromptRails takes at once. */
const MOST_SPANS = 1000;

const spansField = localField({
	displayName: 'Spans',
	name: 'spans',
	type: 'json',
	required: true,
	default: '[]',
	placeholder: 'e.g. [{"trace_id": "t1", "span_id": "s1", "name": "search", "kind": "tool"}]',
	displayOptions: { show: { spansFrom: ['json'] } },
	description: 'The spans as a JSON array of objects, with the fields that PromptRails has for spans',
});

const spansFrom = localField({
	displayName: 'Spans From',
	name: 'spansFrom',
	type: 'options',
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'Each input item is a span; all of them are sent together',
		},
		{ name: 'JSON', value: 'json', description: 'The field below, for each input item' },
	],
	default: 'items',
	description: 'Where to take the spans from',
});

/** Where the spans come from. */
export const ingestFields: Field[] = [spansFrom, spansField];

/**
 * Sends spans to PromptRails, as many at a time as it takes.
 * @returns one answer for each request, paired with the items that were in it; nothing for those that went along with the first
 * @throws ValidationError when there are no spans; any other error says how many spans had been taken before it
 */
export async function ingestSpans(item: OperationItem): Promise<OperationResult> {
	if (item.value(spansFrom) === 'items') {
		if (item.index > 0) return [];
		const inputs = item.host.getInputData();
		const places = inputs.map((_input, index) => ({ item: index }));
		const answers = await send(
			item,
			inputs.map(({ json }) => json),
		);
		return answers.map((json, request) => {
			const first = request * MOST_SPANS;
			return new OutputItem(json, { pairedItem: places.slice(first, first + MOST_SPANS) });
		});
	}
	const given = item.value(spansField);
	const spans: unknown = isObject(given) ? given.spans : given;
	if (Array.isArray(spans) && spans.length > 0 && spans.every(isObject))
		return await send(item, spans as IDataObject[]);
	throw new ValidationError({
		message: `The field '${spansField.property.displayName}' needs a list of objects`,
		hint: 'Write spans such as [{"trace_id": "t1", "span_id": "s1", "name": "search", "kind": "tool"}].',
	});
}

async function send(item: OperationItem, spans: IDataObject[]): Promise<IDataObject[]> {
	const answers: IDataObject[] = [];
	for (let sent = 0; sent < spans.length; sent += MOST_SPANS) {
		const request = { ...item.request(), body: { spans: spans.slice(sent, sent + MOST_SPANS) } };
		const answer = item.client.data<IDataObject>(request).catch((error: unknown) => {
			if (sent === 0) throw error;
			const hint = `The first ${sent} of ${spans.length} spans were taken before: do not send them again.`;
			throw hinted(error, hint, { taken_spans: sent });
		});
		answers.push(await answer);
	}
	return answers;
}
