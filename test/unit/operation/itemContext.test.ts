import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { bodyField, localField, optionField } from '../../../nodes/shared/operation/model/fields';
import { ItemContext } from '../../../nodes/shared/operation/run/itemContext';
import { SharedParameters } from '../../../nodes/shared/operation/run/sharedParameters';
import type { Field, Operation } from '../../../nodes/shared/operation/model/types';
import type { PromptRailsClient } from '../../../nodes/shared/transport/client';

const operation: Operation = {
	value: 'run',
	name: 'Run',
	action: 'Run it',
	description: 'Run it',
	request: { method: 'GET', path: '/api/v1/agents' },
	run: async () => ({}),
	fields: [
		localField({ displayName: 'Mode', name: 'mode', type: 'string', default: '' }),
		localField({ displayName: 'Input', name: 'input', type: 'json', default: '{}' }),
	],
};

/** An item whose parameters are these, and the names of those that n8n was asked for. */
function itemWith(parameters: INodeParameters) {
	const asked: string[] = [];
	const getNodeParameter = (path: string, _index: number, fallback?: unknown): unknown => {
		asked.push(path);
		const found = path
			.split('.')
			.reduce<unknown>((outer, name) => (outer as IDataObject)?.[name], parameters);
		return found ?? fallback;
	};
	const host = { getNodeParameter, getTimezone: () => 'UTC' } as unknown as IExecuteFunctions;
	const shared = new SharedParameters(parameters);
	const itemAt = (index: number) => new ItemContext(host, {} as PromptRailsClient, operation, shared, index);
	return { item: itemAt(0), next: itemAt(1), asked };
}

test('n8n evaluates a parameter of an item once, however often it is read', () => {
	const { item, asked } = itemWith({ mode: 'fast', input: '{}' });
	item.checkLocals();
	expect([item.parameter('mode'), item.parameter('mode'), item.parameter('input')]).toEqual([
		'fast',
		'fast',
		'{}',
	]);
	expect(asked.filter((path) => ['mode', 'input'].includes(path)).sort()).toEqual(['input', 'mode']);
});

test('n8n evaluates what is no expression once for all items', () => {
	const { item, next, asked } = itemWith({ mode: 'fast', input: { __rl: true, mode: 'id', value: '7' } });
	for (const one of [item, next]) {
		expect([one.parameter('mode', 'fast'), one.parameter('input')]).toEqual(['fast', '7']);
	}
	expect(asked).toEqual(['mode', 'input']);
});

test.each([
	['an expression', '={{ $json.mode }}'],
	['an entry by an expression', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
	['what may have expressions in it', { rows: ['={{ $json.id }}'] }],
])('n8n evaluates %s for each item', (_what, mode) => {
	const { item, next, asked } = itemWith({ mode });
	for (const one of [item, next]) one.parameter('mode');
	expect(asked).toEqual(['mode', 'mode']);
});

test('what needs no look is not evaluated to be checked', () => {
	const { item, asked } = itemWith({ input: '{}' });
	item.checkLocals();
	expect(asked).not.toContain('input');
});

test('a parameter that is not there has the value that each caller falls back on', () => {
	const { item } = itemWith({});
	expect([item.parameter('mode', 'fast'), item.parameter('mode', 'slow'), item.parameter('mode')]).toEqual([
		'fast',
		'slow',
		undefined,
	]);
});

test('a picked entry is its value', () => {
	const { item } = itemWith({ mode: { __rl: true, mode: 'list', value: 'fast' } });
	expect([item.parameter('mode'), item.parameter('mode')]).toEqual(['fast', 'fast']);
});

describe('the value of a field', () => {
	const mode = localField({
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Start', value: 'start' },
			{ name: 'Wait', value: 'wait' },
		],
		default: 'wait',
	});
	const count = optionField({ displayName: 'Count', name: 'count', type: 'number', default: 5 });

	test('is converted to the type of the field', () => {
		expect(itemWith({ options: { count: '12' } }).item.value(count)).toBe(12);
	});

	test('is the default of the field where it has none', () => {
		const { item } = itemWith({});
		expect([item.value(mode), item.value(count)]).toEqual(['wait', 5]);
	});

	test('is not given where the field was not added to its collection', () => {
		expect(itemWith({}).item.given(count)).toBeUndefined();
	});

	test('of a dropdown is one of its choices', () => {
		const { item } = itemWith({ mode: 'poll' });
		expect(() => item.value(mode)).toThrow("The field 'Mode' is set to none of its choices");
	});

	test('is asked for by the name of the field when it cannot be used', () => {
		const { item } = itemWith({ options: { count: 'many' } });
		expect(() => item.value(count)).toThrow("The field 'Count' needs a number");
	});
});

test.each([
	[1, { plain: 'a' }],
	[1.1, { renamed: 'a' }],
	[2, { renamed: 'a' }],
])('a node of version %d is read by the fields of its version', (typeVersion, body) => {
	const ofVersion = (wireName: string, versions: unknown[]): Field =>
		bodyField(
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				default: '',
				displayOptions: { show: { '@version': versions as number[] } },
			},
			wireName,
		);
	const fields = [ofVersion('plain', [1]), ofVersion('renamed', [{ _cnd: { gte: 1.1 } }])];
	const host = {
		getNode: () => ({ typeVersion }),
		getNodeParameter: () => 'a',
		getTimezone: () => 'UTC',
	} as unknown as IExecuteFunctions;
	const shared = new SharedParameters({ text: 'a' });
	const item = new ItemContext(host, {} as PromptRailsClient, { ...operation, fields }, shared, 0);
	expect(item.request().body).toEqual(body);
});
