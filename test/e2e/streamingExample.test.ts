import { errorOf, jsonOf } from '../host';
import { readExample, withChoice } from '../host/examples';
import { CREDENTIAL_TYPE, useFixture } from '../support/n8n/fixture';
import { PublicWorkflow, said } from '../support/n8n/publicWorkflow';
import { ofItem } from '../support/n8n/streamLines';

const ANSWER = 'Support Agent heard: Where is my order?';

jest.setTimeout(120_000);

describe('The example of a chat that streams', () => {
	const fixture = useFixture();

	it('shows tool calls and the answer once its credential and agent are chosen', async () => {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		if (!credential) throw new Error('There is no credential');
		const agent = { id: emulator.ids.agents.support, name: 'Support Agent' };
		const example = withChoice(readExample('streaming-chat'), { credential, agent });
		const workflow = await PublicWorkflow.publish(client, example);

		const { types, text, nodes } = ofItem(await workflow.stream(said('Where is my order?')));

		expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
		expect(text).toMatch(/lookup ✓ 2 rows/);
		expect(text.endsWith(ANSWER)).toBe(true);
		expect(nodes).toEqual(['PromptRails Chat']);
		const execution = await workflow.latest();
		expect(errorOf(execution)).toBeUndefined();
		expect(jsonOf(execution, 'PromptRails Chat')).toEqual([expect.objectContaining({ output: ANSWER })]);
	});
});
