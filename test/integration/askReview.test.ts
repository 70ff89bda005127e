import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { mapperFields } from '../support/engine/loadOptions';
import { loadPackage, packageOf } from '../support/engine/nodeTypes';

const emulator = useEmulator();

/** The input fields that the panel of a node shows for an agent, and what stands in them at first. */
async function defaults(type: string, agent: 'refund' | 'support') {
	const { nodeTypes, credential } = await loadPackage();
	// As n8n makes the review of the node.
	const loaded = packageOf((name) => nodeTypes.getByName(name.replace(/HitlTool$/, '')), credential);
	const agentId = byId(emulator.current.ids.agents[agent]);
	const { fields } = await mapperFields(
		{
			type,
			loaded,
			parameters: { operation: 'sendAndWait', agentId },
			credential: emulator.credential(),
		},
		'getAgentInputFields',
	);
	return Object.fromEntries(fields.map(({ id, defaultValue }) => [id, defaultValue]));
}

test('in a human review, the message of n8n stands in the first text field of the gate agent', async () => {
	expect(await defaults('promptRailsApprovalHitlTool', 'refund')).toEqual({
		order_id: '={{ $parameter.message }}',
		amount: undefined,
	});
});

test('elsewhere, the fields are empty', async () => {
	const values = Object.values(await defaults('promptRailsApproval', 'refund'));
	expect(values).toEqual([undefined, undefined]);
});
