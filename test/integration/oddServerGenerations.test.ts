import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeResult, runNode } from '../support/engine/runNode';

describe('on an odd server of the first generation', () => {
	const emulator = useEmulator({ oddities: ['ignoredFilters', 'pathsTakenForIds'] });
	const run = (node: string, parameters: INodeParameters): Promise<NodeResult> =>
		runNode({ type: `promptRails${node}`, credential: emulator.credential(), parameters });

	it('pending approvals are pending', async () => {
		const [, ...newer] = emulator.current.requestApprovals(3);
		for (const { id } of newer) emulator.current.decide(id, 'approved');
		const { json } = await run('Approval', { operation: 'getAll', filters: { status: 'pending' }, limit: 2 });
		expect(json.map(({ status }) => status)).toEqual(['pending', 'pending']);
	});

	it('scores of a name have that name', async () => {
		emulator.current.createScores(2, { name: 'tone' });
		const filters = { name: 'tone' };
		const { json } = await run('Score', { resource: 'score', operation: 'getAll', returnAll: true, filters });
		expect(json.map(({ name }) => name)).toEqual(['tone', 'tone']);
	});

	it('a route that is taken for an ID is missing', async () => {
		const { error } = await run('Execution', { resource: 'trace', operation: 'getSummary' });
		expect(error?.message).toContain('does not have this operation yet');
	});

	it('is missing behind a translated request too', async () => {
		emulator.current.fault({ path: '/api/v1/costs/**', status: 404, body: '404 page not found' });
		const { error } = await run('Execution', { resource: 'cost', operation: 'getSummary' });
		expect(emulator.current.requests().map(({ path }) => path)).toEqual([
			'/api/v1/costs/summary',
			'/api/v1/traces/summary',
		]);
		expect(error?.message).toContain('This PromptRails server has no totals of costs');
	});
});

describe('on an odd server of the second generation', () => {
	const emulator = useEmulator({
		generation: 2,
		oddities: ['exactStatusFilter', 'totalPagesMeta', 'inactiveTriggers', 'wholeFileList'],
	});
	const run = (node: string, parameters: INodeParameters): Promise<NodeResult> =>
		runNode({ type: `promptRails${node}`, credential: emulator.credential(), parameters });

	it('runs that wait for approval are found in either spelling, whatever the meta of lists looks like', async () => {
		for (const status of ['awaiting_approval', 'waiting_approval']) {
			const { json } = await run('Execution', {
				resource: 'execution',
				operation: 'getAll',
				returnAll: true,
				filters: { status },
			});
			expect(json).toMatchObject([{ execution_id: emulator.current.ids.executions.awaitingApproval }]);
		}
	});

	it('a new agent trigger is active', async () => {
		const { json } = await run('Workspace', {
			resource: 'trigger',
			operation: 'create',
			name: 'Shop',
			agentId: byId(emulator.current.ids.agents.support),
			source: 'generic',
		});
		expect(json).toMatchObject([{ is_active: true }]);
	});

	it('the list of files ends, and keeps to the limit', async () => {
		const agentId = byId(emulator.current.ids.agents.support);
		const list = async (parameters: INodeParameters): Promise<IDataObject[]> =>
			(await run('Agent', { resource: 'file', operation: 'getAll', agentId, ...parameters })).json;
		const all = await list({ returnAll: true, filters: { recursive: true } });
		expect(all.length).toBeGreaterThan(2);
		expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
		expect(await list({ limit: 2, filters: { recursive: true } })).toEqual(all.slice(0, 2));
	});
});
