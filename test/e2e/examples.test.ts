import { errorOf, itemsOf } from '../host';
import { exampleNames, readExample, withChoice } from '../host/examples';
import { CREDENTIAL_TYPE, useFixture } from './support/fixture';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
const OUR_TYPES = 'n8n-nodes-promptrails.';

describe('Every example', () => {
	const fixture = useFixture();

	it.each(exampleNames())('%s runs once its credential and agent are chosen', async (name) => {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		const example = readExample(name);
		const trigger = example.nodes.find(({ type }) => type === MANUAL_TRIGGER);
		const ours = example.nodes.filter(({ type }) => type.startsWith(OUR_TYPES));
		if (!trigger || !credential) throw new Error(`${name} cannot be run by hand`);
		const agent = { id: emulator.ids.agents.support, name: 'Support Agent' };

		const execution = await client.runOnce(withChoice(example, { credential, agent }), trigger.name);

		expect(errorOf(execution)).toBeUndefined();
		expect(ours).not.toHaveLength(0);
		for (const node of ours) expect(itemsOf(execution, node.name)).not.toHaveLength(0);
	});
});
