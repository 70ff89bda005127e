import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { searchList } from '../support/engine/loadOptions';
import { runNode } from '../support/engine/runNode';

const emulator = useEmulator();

const memory = (parameters: INodeParameters) => ({
	type: 'promptRailsMemory',
	credential: emulator.credential(),
	parameters,
});

describe('the list of memories', () => {
	test('shows those of the chosen agent', async () => {
		const { agents, memories } = emulator.current.ids;
		const parameters = { operation: 'get', agentId: byId(agents.support) };
		const { results } = await searchList(memory(parameters), 'searchMemories', 'london');
		expect(results).toEqual([{ name: 'Ada lives in London · Semantic', value: memories[1] }]);
	});

	test('says that it needs an agent', async () => {
		await expect(searchList(memory({ operation: 'get' }), 'searchMemories')).rejects.toMatchObject({
			message: "The field 'Agent' is empty",
			description: 'This list needs it: fill it in first, or choose By ID.',
		});
	});
});

describe('deleting all memories', () => {
	test('needs the agent', async () => {
		const { error } = await runNode(memory({ operation: 'delete', scope: 'all' }));
		expect(error?.message).toBe("The field 'Agent' is empty [item 0]");
		expect(emulator.current.requests()).toEqual([]);
	});

	test('does not happen to an agent that was only chosen for the list', async () => {
		const { agents, memories } = emulator.current.ids;
		const { json } = await runNode(
			memory({ operation: 'delete', agentId: byId(agents.support), memoryId: byId(memories[0]) }),
		);
		expect(json).toEqual([{ deleted: true }]);
		expect(emulator.current.requests().map(({ path }) => path)).toEqual([`/api/v1/memories/${memories[0]}`]);
	});
});
