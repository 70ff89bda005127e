import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorOf, itemsOf } from '../host';
import { exampleNames, readExample, withChoice } from '../host/examples';
import { CREDENTIAL_TYPE, useFixture } from '../support/n8n/fixture';

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const OUR_TYPES = 'n8n-nodes-promptrails.';

const otherTests = readdirSync(__dirname)
	.filter((file) => file.endsWith('.test.ts') && join(__dirname, file) !== __filename)
	.map((file) => readFileSync(join(__dirname, file), 'utf8'));

/** Examples that wait for somebody, or that others start, have tests of their own. */
const hasOwnTest = (name: string) => otherTests.some((text) => text.includes(`'${name}'`));
const runByHand = exampleNames().filter((name) => !hasOwnTest(name));

describe('Every example', () => {
	const fixture = useFixture();
	const versions = new Map<string, number[]>();
	beforeAll(async () => {
		for (const { name, version } of await fixture.client.nodeTypes()) {
			versions.set(name, [...(versions.get(name) ?? []), ...[version].flat()]);
		}
	});

	it.each(exampleNames())('%s has only nodes that n8n knows', (name) => {
		const unknown = readExample(name).nodes.filter(
			({ type, typeVersion }) => type !== STICKY_NOTE && !versions.get(type)?.includes(typeVersion),
		);
		expect(unknown).toEqual([]);
	});

	it.each(runByHand)('%s runs once its credential and agent are chosen', async (name) => {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		const example = readExample(name);
		const trigger = example.nodes.find(({ type }) => type === MANUAL_TRIGGER);
		const ours = example.nodes.filter(({ type }) => type.startsWith(OUR_TYPES));
		if (!trigger || !credential) throw new Error(`${name} cannot be run by hand, and has no test of its own`);
		const agent = { id: emulator.ids.agents.support, name: 'Support Agent' };

		const execution = await client.runOnce(withChoice(example, { credential, agent }), trigger.name);

		expect(errorOf(execution)).toBeUndefined();
		expect(ours).not.toHaveLength(0);
		for (const node of ours) expect(itemsOf(execution, node.name)).not.toHaveLength(0);
	});
});
