import fc from 'fast-check';

import { normalizeBaseUrl } from '../../../nodes/shared/transport/http/baseUrl';
import { buildPath } from '../../../nodes/shared/transport/http/path';

describe('a path', () => {
	test('holds its values as whole segments', () => {
		expect(buildPath('/api/v1/agents/{agentId}/versions/{versionId}', { agentId: 'a', versionId: 7 })).toBe(
			'/api/v1/agents/a/versions/7',
		);
	});

	test.each([
		['../x', '..%2Fx'],
		['a/b', 'a%2Fb'],
		['a?b#c', 'a%3Fb%23c'],
		['%2e%2e', '%252e%252e'],
		[' a ', 'a'],
	])('keeps %p inside its segment', (value, encoded) => {
		expect(buildPath('/a/{id}', { id: value })).toBe(`/a/${encoded}`);
	});

	test.each(['', '  ', '.', '..', '\ud800', undefined, null, {}, [], true])('refuses %p', (value) => {
		expect(() => buildPath('/a/{id}', { id: value })).toThrow('id is not a usable ID');
	});

	test('never leaves its place, whatever the value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				fc.pre(value.isWellFormed() && !['', '.', '..'].includes(value.trim()));
				const { pathname, origin, search, hash } = new URL(
					buildPath('/api/{id}/end', { id: value }),
					'http://host',
				);
				expect([origin, search, hash]).toEqual(['http://host', '', '']);
				expect(pathname.split('/')).toHaveLength(4);
				expect(pathname).toMatch(/^\/api\/.+\/end$/);
			}),
		);
	});
});

describe('the base URL', () => {
	test.each([
		['https://api.promptrails.ai', 'https://api.promptrails.ai'],
		[' https://api.promptrails.ai/ ', 'https://api.promptrails.ai'],
		['https://api.promptrails.ai/api/v1', 'https://api.promptrails.ai'],
		['https://api.promptrails.ai/api/v1/', 'https://api.promptrails.ai'],
		['http://localhost:8080/gateway/', 'http://localhost:8080/gateway'],
		['', 'https://api.promptrails.ai'],
		[undefined, 'https://api.promptrails.ai'],
	])('%p becomes %p', (raw, expected) => {
		expect(normalizeBaseUrl(raw)).toBe(expected);
	});

	test.each(['api.promptrails.ai', 'ftp://host', 'javascript:alert(1)', 'file:///etc/passwd'])(
		'%p is refused',
		(raw) => {
			expect(() => normalizeBaseUrl(raw)).toThrow('is not a web address');
		},
	);
});
