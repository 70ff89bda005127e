import { chain, errorOf, TRIGGER } from '../host';
import { useFixture } from '../support/n8n/fixture';

jest.setTimeout(120_000);

describe('A date of the editor, which has no offset', () => {
	const fixture = useFixture();

	/** What the server is asked for for the costs of a period in a workflow of this timezone. */
	async function asked(timezone: string, filters: Record<string, string>) {
		const { client, credentials, emulator } = fixture;
		const node = {
			name: 'Costs',
			type: 'n8n-nodes-promptrails.promptRailsExecution',
			typeVersion: 1,
			parameters: { resource: 'cost', operation: 'getSummary', filters, options: {} },
			credentials,
		};
		const workflow = chain('dates', [{ about: 'costs' }], [node]);
		const settings = { executionOrder: 'v1', timezone } as const;
		const execution = await client.runOnce({ ...workflow, settings }, TRIGGER);
		return {
			error: errorOf(execution),
			query: emulator.requests({ path: '/api/v1/costs/summary' })[0]?.query,
		};
	}

	it('is in the timezone of the workflow, on both sides of a change of the clocks', async () => {
		const filters = { from: '2026-03-29T01:30:00', to: '2026-03-29T12:00:00' };
		const { error, query } = await asked('Europe/Berlin', filters);
		expect(error).toBeUndefined();
		expect(query).toMatchObject({
			from: '2026-03-29T00:30:00.000Z',
			to: '2026-03-29T10:00:00.000Z',
		});
	});

	it('is another moment in a workflow of another timezone', async () => {
		const { query } = await asked('America/New_York', { from: '2026-01-31T12:00:00' });
		expect(query).toMatchObject({ from: '2026-01-31T17:00:00.000Z' });
	});

	it('that no calendar has is refused by the name of its field, and nothing is sent', async () => {
		const { error, query } = await asked('Europe/Berlin', { from: '2026-02-30T12:00:00' });
		expect(error?.message).toContain("The field 'From'");
		expect(query).toBeUndefined();
	});
});
