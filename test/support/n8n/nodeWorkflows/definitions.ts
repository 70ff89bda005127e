import { mappedInput } from '../../../host';
import { byId } from '../../../locator';
import { from, idFrom, type Ids, type NodeWorkflow } from '../nodeWorkflow';

const DELETED = [{ deleted: true }];

/** Agents, prompts and chats: made, given a version, run, and removed again. */
export const aboutDefinitions = ({ agents, prompts, llmModels }: Ids): NodeWorkflow[] => [
	{
		about: 'Agent',
		does: 'make an agent, promote a version of it and run that',
		steps: [
			{
				name: 'Create Agent',
				node: 'Agent',
				resource: 'agent',
				operation: 'create',
				parameters: {
					name: 'Order Agent',
					type: 'simple',
					additionalFields: { description: 'About orders' },
				},
				items: [
					expect.objectContaining({ name: 'Order Agent', type: 'simple', description: 'About orders' }),
				],
			},
			...['1.0.0', '2.0.0'].map((version) => ({
				name: `Create Version ${version}`,
				node: 'Agent',
				resource: 'version',
				operation: 'create',
				parameters: {
					agentId: idFrom('Create Agent'),
					version,
					configMode: 'fields',
					type: 'simple',
					promptId: byId(prompts.support),
					additionalFields: { temperature: 0.2, setCurrent: version === '1.0.0' },
				},
				items: [
					expect.objectContaining({
						version,
						is_current: version === '1.0.0',
						config: { type: 'simple', prompt_id: prompts.support, temperature: 0.2 },
					}),
				],
			})),
			{
				name: 'Promote',
				node: 'Agent',
				resource: 'version',
				operation: 'promote',
				parameters: { agentId: idFrom('Create Agent'), versionId: idFrom('Create Version 2.0.0') },
				items: [expect.any(Object)],
			},
			{
				name: 'Get Versions',
				node: 'Agent',
				resource: 'version',
				operation: 'getAll',
				parameters: { agentId: idFrom('Create Agent'), returnAll: true },
				items: expect.arrayContaining([
					expect.objectContaining({ version: '1.0.0', is_current: false }),
					expect.objectContaining({ version: '2.0.0', is_current: true }),
				]) as unknown[],
			},
			{
				name: 'Guard',
				node: 'Agent',
				resource: 'guardrail',
				operation: 'create',
				parameters: { agentId: idFrom('Create Agent'), type: 'output', scannerType: 'pii', action: 'redact' },
				settings: { executeOnce: true },
				items: [expect.objectContaining({ scanner_type: 'pii', action: 'redact', is_active: true })],
			},
			{
				name: 'Execute',
				node: 'Agent',
				resource: 'agent',
				operation: 'execute',
				parameters: {
					agentId: idFrom('Create Agent'),
					inputMode: 'json',
					input: '={{ { name: "Ada", question: "May " + $json.scanner_type + " stay?" } }}',
				},
				items: [
					expect.objectContaining({ status: 'completed', output: expect.stringContaining('May pii stay?') }),
				],
			},
			{
				name: 'Send Message',
				node: 'Agent',
				resource: 'a2a',
				operation: 'send',
				parameters: { agentId: idFrom('Create Agent'), text: 'Plan a trip' },
				items: [expect.objectContaining({ status: expect.objectContaining({ state: 'completed' }) })],
			},
			{
				name: 'Get Task',
				node: 'Agent',
				resource: 'a2a',
				operation: 'get',
				parameters: { taskId: idFrom('Send Message') },
				items: [expect.objectContaining({ status: expect.objectContaining({ state: 'completed' }) })],
			},
			{
				name: 'Delete Agent',
				node: 'Agent',
				resource: 'agent',
				operation: 'delete',
				parameters: { agentId: idFrom('Create Agent') },
				items: DELETED,
			},
		],
	},
	{
		about: 'Prompt',
		does: 'write a prompt and run it',
		steps: [
			{
				name: 'Create Prompt',
				node: 'Prompt',
				resource: 'prompt',
				operation: 'create',
				parameters: { name: 'Greeting', additionalFields: {} },
				items: [expect.objectContaining({ name: 'Greeting' })],
			},
			{
				name: 'Create Version',
				node: 'Prompt',
				resource: 'version',
				operation: 'create',
				parameters: {
					promptId: idFrom('Create Prompt'),
					version: '1.0.0',
					userPrompt: 'Greet {{ name }} from {{ city }}',
					additionalFields: { llmModelId: byId(llmModels.medium), setCurrent: true },
				},
				items: [expect.objectContaining({ version: '1.0.0', is_current: true })],
			},
			...[
				{ name: 'Preview', operation: 'preview', shown: 'user_prompt' },
				{ name: 'Run', operation: 'run', shown: 'output' },
			].map(({ name, operation, shown }) => ({
				name,
				node: 'Prompt',
				resource: 'prompt',
				operation,
				parameters: {
					promptId: idFrom('Create Prompt'),
					inputMode: 'fields',
					inputFields: mappedInput({ name: 'Ada', city: "={{ 'Lon' + 'don' }}" }, false),
				},
				items: [expect.objectContaining({ [shown]: expect.stringContaining('Greet Ada from London') })],
			})),
			{
				name: 'Delete Prompt',
				node: 'Prompt',
				resource: 'prompt',
				operation: 'delete',
				parameters: { promptId: idFrom('Create Prompt') },
				items: DELETED,
			},
		],
	},
	{
		about: 'Chat',
		does: 'start a conversation, go on with it and read it',
		steps: [
			{
				name: 'First Message',
				node: 'Chat',
				resource: 'message',
				operation: 'send',
				parameters: {
					sessionMode: 'new',
					agentId: byId(agents.support),
					content: 'Where is my order?',
					additionalFields: { title: 'Order of Ada' },
				},
				items: [expect.objectContaining({ output: expect.any(String), session_id: expect.any(String) })],
			},
			{
				name: 'Second Message',
				node: 'Chat',
				resource: 'message',
				operation: 'send',
				parameters: {
					sessionMode: 'existing',
					sessionId: idFrom('First Message', 'session_id'),
					content: `={{ 'You said: ' + $json.output }}`,
				},
				items: [expect.objectContaining({ output: expect.any(String) })],
			},
			{
				name: 'Get Messages',
				node: 'Chat',
				resource: 'message',
				operation: 'getAll',
				parameters: { sessionId: idFrom('First Message', 'session_id'), returnAll: true },
				items: ['user', 'assistant', 'user', 'assistant'].map((role) => expect.objectContaining({ role })),
			},
			{
				name: 'Get Session',
				node: 'Chat',
				resource: 'session',
				operation: 'get',
				parameters: { sessionId: idFrom('First Message', 'session_id') },
				settings: { executeOnce: true },
				items: [expect.objectContaining({ title: 'Order of Ada', agent_id: agents.support })],
			},
			{
				name: 'Delete Session',
				node: 'Chat',
				resource: 'session',
				operation: 'delete',
				parameters: { sessionId: byId(from('Get Session', 'id')) },
				items: DELETED,
			},
		],
	},
];
