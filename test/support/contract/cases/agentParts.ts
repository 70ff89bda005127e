import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsAgent';

/** Guardrails and agent-to-agent tasks. */
export const agentPartCases: CaseBuilder = ({ agents }) => [
	...casesOf(NODE, 'guardrail', [
		{
			operation: 'create',
			parameters: {
				agentId: byId(agents.support),
				type: 'output',
				scannerType: 'pii',
				action: 'redact',
				additionalFields: { config: '{"threshold": 0.8}' },
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/guardrails`,
					body: {
						type: 'output',
						scanner_type: 'pii',
						action: 'redact',
						is_active: true,
						config: { threshold: 0.8 },
					},
				},
			],
			items: [expect.objectContaining({ id: expect.any(String), scanner_type: 'pii', is_active: true })],
		},
		{
			operation: 'getAll',
			parameters: { agentId: byId(agents.support), returnAll: true },
			requests: [{ method: 'GET', path: `/api/v1/agents/${agents.support}/guardrails` }],
			items: [expect.objectContaining({ agent_id: agents.support })],
			prepare: (emulator) => makeGuardrail(emulator).then(() => undefined),
		},
		{
			operation: 'update',
			parameters: { additionalFields: { action: 'log', isActive: false } },
			requests: [
				{
					method: 'PATCH',
					path: expect.stringMatching(/^\/api\/v1\/guardrails\/\w+$/) as unknown as string,
					body: { action: 'log', is_active: false },
				},
			],
			items: [expect.objectContaining({ action: 'log', is_active: false })],
			prepare: makeGuardrail,
		},
		{
			operation: 'delete',
			parameters: {},
			requests: [
				{
					method: 'DELETE',
					path: expect.stringMatching(/^\/api\/v1\/guardrails\/\w+$/) as unknown as string,
				},
			],
			items: [{ deleted: true }],
			prepare: makeGuardrail,
		},
	]),
	...casesOf(NODE, 'a2a', [
		{
			operation: 'getCard',
			parameters: { agentId: byId(agents.support) },
			requests: [{ method: 'GET', path: `/a2a/agents/${agents.support}/agent-card.json` }],
			items: [expect.objectContaining({ name: 'Support Agent', capabilities: expect.any(Object) })],
		},
		{
			operation: 'send',
			parameters: {
				agentId: byId(agents.flaky),
				text: 'Hello',
				blocking: false,
				additionalFields: { contextId: 'c-1' },
			},
			requests: [
				{
					method: 'POST',
					path: `/a2a/agents/${agents.flaky}`,
					body: {
						jsonrpc: '2.0',
						id: 'item-0',
						method: 'message/send',
						params: {
							message: { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
							context_id: 'c-1',
							configuration: { blocking: false },
						},
					},
				},
			],
			items: [expect.objectContaining({ output: null, id: expect.any(String), context_id: 'c-1' })],
		},
		{
			operation: 'send',
			parameters: { agentId: byId(agents.support), text: 'Hello' },
			requests: [
				{
					method: 'POST',
					path: `/a2a/agents/${agents.support}`,
					body: {
						jsonrpc: '2.0',
						id: 'item-0',
						method: 'message/send',
						params: { message: { role: 'user', parts: [{ type: 'text', text: 'Hello' }] } },
					},
				},
			],
			items: [
				expect.objectContaining({ output: expect.stringContaining('Hello'), artifacts: expect.any(Array) }),
			],
		},
		...['get', 'cancel'].map((operation) => ({
			operation,
			parameters: {},
			requests: [
				{
					method: 'POST',
					path: `/a2a/tasks/${operation}`,
					body: {
						jsonrpc: '2.0',
						id: 'item-0',
						method: `tasks/${operation}`,
						params: { id: expect.any(String) as unknown },
					},
				},
			],
			items: [expect.objectContaining({ id: expect.any(String), status: expect.any(Object) })],
			prepare: startTask,
		})),
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 5, filters: { contextId: 'c-9' } },
			requests: [
				{ method: 'GET', path: '/api/v1/a2a/tasks', query: { page: '1', limit: '5', context_id: 'c-9' } },
			],
			items: [expect.objectContaining({ context_id: 'c-9' })],
			prepare: (emulator) => startTask(emulator).then(() => undefined),
		},
	]),
];

/** Calls the emulator as another client would. */
async function post(emulator: Emulator, path: string, body: unknown): Promise<{ id: string }> {
	const response = await fetch(`${emulator.url}${path}`, {
		method: 'POST',
		headers: { 'X-API-Key': emulator.apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as { data?: { id: string }; result?: { id: string } };
	const made = answer.data ?? answer.result;
	if (!made) throw new Error(`${path}: ${JSON.stringify(answer)}`);
	return made;
}

async function makeGuardrail(emulator: Emulator): Promise<INodeParameters> {
	const { support } = emulator.ids.agents;
	const { id } = await post(emulator, `/api/v1/agents/${support}/guardrails`, {
		type: 'input',
		scanner_type: 'pii',
	});
	return { guardrailId: byId(id) };
}

async function startTask(emulator: Emulator): Promise<INodeParameters> {
	const { slow } = emulator.ids.agents;
	const { id } = await post(emulator, `/a2a/agents/${slow}`, {
		jsonrpc: '2.0',
		id: 1,
		method: 'message/send',
		params: {
			message: { role: 'user', parts: [{ type: 'text', text: 'Dig' }] },
			context_id: 'c-9',
			configuration: { blocking: false },
		},
	});
	return { taskId: byId(id) };
}
