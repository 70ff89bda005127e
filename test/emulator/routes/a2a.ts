import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Context, Routes } from '../context';
import { ApiError, notFound } from '../core/errors';
import { bool, fields, filled, listOf, oneOf, text, type JsonSchema } from '../core/schema';
import { launch } from '../engine/launch';
import type { Agent } from '../store/rows';
import type { Task } from '../store/workspaceRows';
import { executionOf, taskView } from './a2aTasks';
import { find } from './crud';

interface RpcBody<P> {
	id: string | number;
	method: string;
	params: P;
}

interface SendParams {
	message: { parts: Array<{ text: string }> };
	task_id?: string;
	context_id?: string;
	configuration?: { blocking?: boolean };
}

const CODES = {
	invalidRequest: -32600,
	unknownMethod: -32601,
	invalidParams: -32602,
	refused: -32000,
	noTask: -32001,
	notCancelable: -32002,
};

/** A refusal inside JSON-RPC: HTTP 200 with an `error` object. */
class RpcError extends Error {
	constructor(
		readonly code: number,
		message: string,
	) {
		super(message);
	}
}

const message = fields(
	{ role: oneOf('user'), parts: listOf(fields({ type: oneOf('text'), text: filled }, 'type', 'text')) },
	'role',
	'parts',
);
const sendParams = fields(
	{ message, task_id: filled, context_id: text, configuration: fields({ blocking: bool }) },
	'message',
);
const taskParams = fields({ id: filled }, 'id');

/** A2A below `/a2a`: the agent card, and three JSON-RPC calls. */
export const a2a: Routes = (app, context) => {
	const { store } = context;

	app.get<{ Params: { agentId: string } }>('/agents/:agentId/agent-card.json', (request) => {
		return agentCard(find(store.agents, request.params.agentId, 'agent'), request);
	});

	rpc<SendParams>(app, '/agents/:agentId', 'message/send', sendParams, async (params, { agentId }) => {
		const agent = store.agents.get(agentId);
		if (!agent) throw new RpcError(CODES.invalidParams, 'agent not found');
		const waits = params.configuration?.blocking ?? true;
		const said = params.message.parts.map((part) => part.text).join('\n');
		const known = params.task_id === undefined ? undefined : taskOf(context, params.task_id);
		const contextId = params.context_id ?? known?.context_id ?? store.ids.next();
		const run = launch(context, agent, {
			input: { message: said },
			sessionId: contextId,
			waits,
			freeInput: true,
		});
		const task =
			known ??
			store.tasks.insert({
				...store.stamp(),
				agent_id: agent.id,
				context_id: contextId,
				execution_id: '',
				texts: [],
			});
		store.tasks.update(task, { execution_id: run.execution.id, texts: [...task.texts, said] });
		if (waits) await run.settled;
		return taskView(task, context);
	});

	rpc<{ id: string }>(app, '/tasks/get', 'tasks/get', taskParams, ({ id }) =>
		taskView(taskOf(context, id), context),
	);

	rpc<{ id: string }>(app, '/tasks/cancel', 'tasks/cancel', taskParams, ({ id }) => {
		const task = taskOf(context, id);
		const execution = executionOf(task, context);
		if (!execution || !context.runs.cancel(execution))
			throw new RpcError(CODES.notCancelable, 'task cannot be canceled');
		return taskView(task, context);
	});
};

function rpc<P>(
	app: FastifyInstance,
	path: string,
	method: string,
	params: JsonSchema,
	handle: (params: P, path: Record<string, string>) => object | Promise<object>,
): void {
	const body = fields(
		{ jsonrpc: { const: '2.0' }, id: { type: ['string', 'number'] }, method: text, params },
		'jsonrpc',
		'id',
		'method',
		'params',
	);
	app.post<{ Body: RpcBody<P>; Params: Record<string, string> }>(
		path,
		{ schema: { body }, attachValidation: true },
		async (request) => {
			const id = request.body?.id ?? null;
			try {
				assertCall(request, method);
				return { jsonrpc: '2.0', id, result: await handle(request.body.params, request.params) };
			} catch (error) {
				return { jsonrpc: '2.0', id, error: rpcError(error) };
			}
		},
	);
}

function assertCall(request: FastifyRequest<{ Body: { method?: unknown } }>, method: string): void {
	const sent = request.body?.method;
	if (typeof sent === 'string' && sent !== method)
		throw new RpcError(CODES.unknownMethod, `method ${sent} not found`);
	const wrong = request.validationError?.validation?.[0];
	if (!wrong) return;
	const inParams = wrong.instancePath.startsWith('/params');
	const field = String(wrong.params.additionalProperty ?? wrong.params.missingProperty ?? '');
	const where = [...wrong.instancePath.split('/'), field].filter(Boolean).join('.');
	throw new RpcError(
		inParams ? CODES.invalidParams : CODES.invalidRequest,
		`${where || 'body'} ${wrong.message}`,
	);
}

function rpcError(error: unknown): object {
	if (error instanceof RpcError) return { code: error.code, message: error.message };
	if (error instanceof ApiError) return { code: CODES.refused, message: error.message, data: error.details };
	throw error;
}

function taskOf({ store }: Context, id: string): Task {
	const task = store.tasks.get(id);
	if (!task) throw new RpcError(CODES.noTask, notFound('task').message);
	return task;
}

function agentCard(agent: Agent, { protocol, host }: FastifyRequest): object {
	return {
		name: agent.name,
		description: agent.description,
		url: `${protocol}://${host}/a2a/agents/${agent.id}`,
		version: '1.0.0',
		capabilities: { streaming: true, push_notifications: false },
		skills: [{ id: agent.id, name: agent.name, description: agent.description, tags: agent.labels }],
	};
}
