import { holdToFilters } from '../../../nodes/shared/transport/http/exactFilters';
import { withoutHookTokens } from '../../../nodes/shared/transport/http/hookTokens';

describe('rows held to the filters', () => {
	const listed = (row: Record<string, unknown>, query: Record<string, unknown>, exactFilters: string[]) =>
		holdToFilters(
			{ data: [], statusCode: 200 },
			{ method: 'GET', path: '/', query, exactFilters },
		).isListed?.(row) ?? true;

	it.each([
		[{ status: 'approved' }, { status: 'pending' }, false],
		[{ status: 'pending' }, { status: 'pending' }, true],
		[{ status: 'waiting_approval' }, { status: 'awaiting_approval' }, true],
		[{ provider: 'OpenAI' }, { provider: 'openai' }, true],
		[{ agent_id: 'a' }, { agent_id: 'b' }, false],
		[{ agent_id: null }, { agent_id: 'b' }, true],
		[{}, { agent_id: 'b' }, true],
		[{ status: { state: 'working' } }, { status: 'completed' }, true],
		[{ agent_id: 'a' }, { agent_id: '' }, true],
		[{ agent_id: 'a' }, { agent_id: undefined }, true],
	])('%j passes the filter %j: %p', (row, query, expected) => {
		expect(listed(row, query, Object.keys(query))).toBe(expected);
	});

	it('are not compared with what is no exact filter', () => {
		expect(listed({ name: 'Support Agent' }, { name: 'support' }, [])).toBe(true);
	});
});

describe('the token of a hook', () => {
	it.each(['wht_0123456789', '3xnMEFupfxlDE4Hqz4YR1V7FR3T'])(
		'%s is taken out of inputs, however deep',
		(token) => {
			const answer = { data: [{ id: token, payload: { input: { token, question: 'Why?' } } }] };
			expect(withoutHookTokens(answer)).toEqual({
				data: [{ id: token, payload: { input: { question: 'Why?' } } }],
			});
		},
	);

	it("leaves an agent's own field of that name", () => {
		const answer = { data: { input: { token: 'parking' } } };
		expect(withoutHookTokens(answer)).toEqual({ data: { input: { token: 'parking' } } });
	});
});
