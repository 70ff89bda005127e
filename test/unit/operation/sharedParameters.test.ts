import { SharedParameters } from '../../../nodes/shared/operation/run/sharedParameters';

/** n8n, which counts how often it is asked. */
function asked(value: unknown): { read: () => unknown; times: () => number } {
	let times = 0;
	const read = (): unknown => {
		times += 1;
		return value;
	};
	return { read, times: () => times };
}

describe('of a parameter', () => {
	test.each([
		['beside others', { options: { other: 1 } }],
		['in a collection that an expression gives', { options: '={{ $json.options }}' }],
	])('that is not set, %s, the fallback is the value, and n8n is not asked', (_where, given) => {
		const n8n = asked('never');
		expect(new SharedParameters(given).value('options.timeout', n8n.read, 30)).toBe(30);
		expect(n8n.times()).toBe(0);
	});

	test('that is not set and has no fallback n8n is asked, and says so', () => {
		const read = (): never => {
			throw new Error('Could not get parameter');
		};
		expect(() => new SharedParameters({}).value('name', read)).toThrow('Could not get parameter');
	});

	test('to which nothing was added each item has an empty object of its own', () => {
		const parameters = new SharedParameters({ options: {} });
		const n8n = asked({});
		const [first, second] = [parameters.value('options', n8n.read), parameters.value('options', n8n.read)];
		expect([first, second]).toEqual([{}, {}]);
		expect(first).not.toBe(second);
		expect(n8n.times()).toBe(0);
	});
});
