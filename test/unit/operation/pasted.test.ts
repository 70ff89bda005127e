import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../../../nodes/shared/operation/model/locators';
import type { LocatorName } from '../../../nodes/shared/operation/model/locatorTable';
import { toWireValue } from '../../../nodes/shared/operation/run/wireValue';

const ID = '2NxK8vQd1cWmLr5TzYpBhGfJ3aE';
const PAGE = `https://app.promptrails.ai/agents/${ID}`;

const pick = (search: LocatorName, value: unknown): unknown => toWireValue(locator(search), value);

const line = (name: string, changes: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'The Field',
	name,
	type: 'string',
	default: '',
	...changes,
});

describe('an ID', () => {
	test.each([
		['blanks', ` ${ID}\t`],
		['line breaks', `\r\n${ID}\n`],
		['quotes', `"${ID}"`],
		['quotes of a document', `\u201C${ID}\u201D`],
		['quotes between blanks', ` ' ${ID} ' `],
		['characters that do not show', `\u200B${ID.slice(0, 5)}\u200D${ID.slice(5)}\uFEFF`],
		['an address', PAGE],
		['an address with more behind it', `${PAGE}/settings?tab=versions#top`],
		['an address of the API', `https://api.promptrails.ai/api/v1/agents/${ID}/versions/9NxK8vQd1cWmLr5TzY`],
		['an address in a page of one file', `https://app.promptrails.ai/#/agents/${ID}`],
		['an address as chats write it', `<${PAGE}>`],
		['an address whose list is called otherwise', `https://app.promptrails.ai/a/${ID}/edit`],
		['an address with the ID in its query', `https://app.promptrails.ai/open?agent=${ID}`],
	])('loses %s', (_what, value) => {
		expect(pick('searchAgents', value)).toBe(ID);
	});

	test('is the one that the list of the field has, where an address has several', () => {
		const address = `https://api.promptrails.ai/api/v1/agents/${ID}/versions/9NxK8vQd1cWmLr5TzY`;
		expect(pick('searchAgentVersions', address)).toBe('9NxK8vQd1cWmLr5TzY');
	});

	test('is missed by name in an address that has none', () => {
		expect(() => pick('searchAgents', 'https://app.promptrails.ai/agents')).toThrow(
			"The field 'Agent' is an address without an ID in it",
		);
	});

	test('of the own making of people may be an address', () => {
		expect(pick('searchTraceSessions', ' "https://shop.example/orders/4711"\n')).toBe(
			'https://shop.example/orders/4711',
		);
		expect(toWireValue(line('sessionId'), `\u200B"customer-4711"`)).toBe('customer-4711');
	});

	test('that is nothing but what does not show is empty', () => {
		expect(() => pick('searchAgents', '\u200B \uFEFF')).toThrow("The field 'Agent' is empty");
	});
});

describe('a filter by a text', () => {
	test('has neither blanks nor quotes around it', () => {
		expect(toWireValue(line('name'), ' "Support"\n', { place: 'query' })).toBe('Support');
		expect(toWireValue(line('provider'), ' openai\u200B', { place: 'query' })).toBe('openai');
		expect(toWireValue({ ...line('status'), type: 'options' }, 'active\n', { place: 'query' })).toBe(
			'active',
		);
	});

	test('searches for exactly what is written, where every character counts', () => {
		expect(toWireValue(line('text'), ' "refund" ', { place: 'query' })).toBe(' "refund" ');
		expect(toWireValue(line('pattern'), '*.md ', { place: 'query' })).toBe('*.md ');
	});
});

test('a name keeps its quotes, and loses the blanks around it', () => {
	expect(toWireValue(line('name'), ' "Best" agent\n', { place: 'body' })).toBe('"Best" agent');
	expect(toWireValue(line('name'), '"Best"', { place: 'body' })).toBe('"Best"');
});

test('what people write, and secrets, stay as they are', () => {
	const text = '  An indented line,\n  and another. \n';
	expect(toWireValue(line('content', { typeOptions: { rows: 3 } }), text, { place: 'body' })).toBe(text);
	expect(
		toWireValue(line('secret', { typeOptions: { password: true } }), ' s3cret ', { place: 'body' }),
	).toBe(' s3cret ');
});

test.each<[INodeProperties['type'], string, unknown]>([
	['number', '\u200B 12\u00A0', 12],
	['boolean', '\uFEFFtrue\n', true],
	['dateTime', '\u200E2026-01-31T00:00:00Z\u200E', '2026-01-31T00:00:00.000Z'],
	['json', '\uFEFF\u00A0{"a": 1}\u200B', { a: 1 }],
])('a %s is read through characters that do not show', (type, raw, value) => {
	expect(toWireValue({ ...line('field'), type }, raw)).toEqual(value);
});

test('a place in JSON is counted with what stands before it', () => {
	expect(() => toWireValue({ ...line('field'), type: 'json' }, '\uFEFF\n {"a": }')).toThrow(
		'(line 2, column 8)',
	);
});

test('a line of blanks as long as a book is trimmed at once', () => {
	const blanks = ' '.repeat(500_000);
	expect(toWireValue(line('name'), `a${blanks}b${blanks}`)).toBe(`a${blanks}b`);
});
