import { readFileSync } from 'node:fs';

import { credentialData, useFixture } from '../support/n8n/fixture';
import { freePorts } from '../host/ports';

describe('Credential test in n8n', () => {
	const fixture = useFixture();
	const test = (fields: { apiKey?: string; baseUrl?: string }) => {
		const { apiKey, url: baseUrl } = fixture.emulator;
		return fixture.client.testCredential(credentialData({ apiKey, baseUrl, ...fields }));
	};

	it('accepts a good key', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
	});

	it('says in words what is wrong with a bad key', async () => {
		const result = await test({ apiKey: 'pr_key_wrong' });

		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/did not accept the API key/);
	});

	// n8n shows nothing else of a failure without an answer; README says what each code means.
	it.each([
		['a closed port', async () => `http://127.0.0.1:${(await freePorts(1))[0]}`, /^ECONNREFUSED$/],
		['an unknown host name', async () => 'http://promptrails.invalid', /^(ENOTFOUND|EAI_AGAIN)$/],
		['https to a plain port', async () => fixture.emulator.url.replace('http:', 'https:'), /^EPROTO$/],
	])('shows the code of the network for %s, which README explains', async (_what, baseUrl, code) => {
		const result = await test({ baseUrl: await baseUrl() });

		expect(result.status).toBe('Error');
		expect(result.message).toMatch(code);
		expect(readFileSync('README.md', 'utf8')).toContain(`\`${result.message}\``);
	});

	it.each(['promptrails', 'ftp://127.0.0.1'])(
		'says in words that %s is not a web address',
		async (baseUrl) => {
			const result = await test({ baseUrl });

			expect(result.status).toBe('Error');
			expect(result.message).toMatch(/^The Base URL is not a web address/);
		},
	);

	it('says in words that nothing of PromptRails is at an address', async () => {
		const result = await test({ baseUrl: `${fixture.emulator.url}/elsewhere` });

		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/PromptRails API is not at this address/);
	});

	it.each(['/', '//', '/api/v1', '/api/v1/'])('works with %s pasted behind the base URL', async (tail) => {
		expect(await test({ baseUrl: `${fixture.emulator.url}${tail}` })).toMatchObject({ status: 'OK' });

		expect(fixture.emulator.requests().map(({ path }) => path)).toEqual(['/api/v1/agents']);
	});

	it('sends the key and our user agent, and nothing else that identifies anybody', async () => {
		await test({});

		const [request] = fixture.emulator.requests();
		expect(request?.headers).toMatchObject({
			'x-api-key': fixture.emulator.apiKey,
			'user-agent': expect.stringMatching(/^n8n-nodes-promptrails\/\d/),
		});
		expect(request?.headers).not.toHaveProperty('x-workspace-id');
	});
});
