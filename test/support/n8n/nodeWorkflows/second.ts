import { byId } from '../../../locator';
import { from, idFrom, type Ids, type NodeWorkflow } from '../nodeWorkflow';

const DELETED = [{ deleted: true }];
const NOTE = '/notes/refunds.md';

/** What the second generation of the API adds. */
export const aboutSecondGeneration = ({ agents, assets, chatSessions, executions }: Ids): NodeWorkflow[] => {
	const agentId = byId(agents.support);
	return [
		{
			about: 'Agent',
			does: 'keep a file, find it, move it and read it, then try another prompt',
			steps: [
				{
					name: 'Write',
					node: 'Agent',
					resource: 'file',
					operation: 'write',
					parameters: {
						agentId,
						path: byId('/refunds.md'),
						contentSource: 'text',
						content: 'Be kind\nand quick',
					},
					items: [expect.objectContaining({ path: '/refunds.md', size_bytes: 17 })],
				},
				{
					name: 'Search',
					node: 'Agent',
					resource: 'file',
					operation: 'searchText',
					parameters: { agentId, text: 'quick', limit: 5 },
					items: [{ path: '/refunds.md', line_number: 2, line: 'and quick' }],
				},
				{
					name: 'Create Folder',
					node: 'Agent',
					resource: 'file',
					operation: 'createFolder',
					parameters: { agentId, folderPath: '/notes' },
					items: [expect.objectContaining({ path: '/notes', is_dir: true })],
				},
				{
					name: 'Move',
					node: 'Agent',
					resource: 'file',
					operation: 'move',
					parameters: { agentId, from: byId(from('Search', 'path')), to: NOTE },
					items: [{ success: true }],
				},
				{
					name: 'Read',
					node: 'Agent',
					resource: 'file',
					operation: 'read',
					parameters: { agentId, path: byId(NOTE), returnAs: 'text' },
					items: [expect.objectContaining({ path: NOTE, content: 'Be kind\nand quick', truncated: false })],
				},
				{
					name: 'Delete',
					node: 'Agent',
					resource: 'file',
					operation: 'delete',
					parameters: { agentId, path: byId('/notes'), additionalFields: { recursive: true } },
					items: [{ deleted: true, count: 2 }],
				},
				{
					name: 'Playground',
					node: 'Agent',
					resource: 'agent',
					operation: 'playground',
					parameters: {
						agentId,
						inputMode: 'json',
						input: '{"name": "Ada", "question": "Where?"}',
						additionalFields: { userPrompt: 'Say the word' },
					},
					items: [expect.objectContaining({ output: 'Answer to: Say the word' })],
				},
			],
		},
		{
			about: 'Execution',
			does: 'look into a run, stop one that waits, rate an answer and download what a run made',
			steps: [
				{
					name: 'Tree',
					node: 'Execution',
					resource: 'execution',
					operation: 'getTree',
					parameters: { executionId: byId(executions.completed) },
					items: [expect.objectContaining({ execution_id: executions.completed, children: [] })],
				},
				{
					name: 'Rate',
					node: 'Chat',
					resource: 'message',
					operation: 'sendFeedback',
					parameters: {
						sessionId: byId(chatSessions.ada),
						executionId: byId(from('Tree', 'execution_id')),
						rating: 'up',
					},
					items: [{ submitted: true }],
				},
				{
					name: 'Cancel',
					node: 'Execution',
					resource: 'execution',
					operation: 'cancel',
					parameters: { executionId: byId(executions.awaitingApproval) },
					items: [expect.objectContaining({ status: 'cancel_requested' })],
				},
				{
					name: 'Summary',
					node: 'Execution',
					resource: 'trace',
					operation: 'getSummary',
					parameters: { filters: { agentId } },
					items: [expect.objectContaining({ total_traces: expect.any(Number) })],
				},
				{
					name: 'Download',
					node: 'Execution',
					resource: 'asset',
					operation: 'download',
					parameters: { assetId: byId(assets.picture), outputDataFieldName: 'picture' },
					items: [expect.objectContaining({ id: assets.picture, file_name: 'parcel.png' })],
				},
			],
		},
		{
			about: 'Workspace',
			does: 'start an agent by a schedule, change it and delete it',
			steps: [
				{
					name: 'Create',
					node: 'Workspace',
					resource: 'trigger',
					operation: 'create',
					parameters: { name: 'Morning', agentId, source: 'schedule', cronExpression: '0 8 * * 1-5' },
					items: [expect.objectContaining({ name: 'Morning', source: 'schedule' })],
				},
				{
					name: 'Update',
					node: 'Workspace',
					resource: 'trigger',
					operation: 'update',
					parameters: { triggerId: idFrom('Create'), additionalFields: { isActive: false } },
					items: [expect.objectContaining({ name: 'Morning', is_active: false })],
				},
				{
					name: 'Delete',
					node: 'Workspace',
					resource: 'trigger',
					operation: 'delete',
					parameters: { triggerId: idFrom('Create') },
					items: DELETED,
				},
			],
		},
	];
};
