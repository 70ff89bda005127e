import type { Context } from '../context';
import { ApiError, badRequest, notFound } from '../core/errors';
import type { JsonObject } from '../core/schema';
import { assertFits } from '../core/validation';
import type { Agent, AgentVersion } from '../store/rows';
import type { Run } from './runs';

/** Agents with this label take `settings.longRunMs`. */
export const SLOW_LABEL = 'slow';

/** How an agent is started. */
export interface LaunchRequest {
	input: JsonObject;
	/** What the server adds to the input that is kept, unseen by the agent. */
	added?: JsonObject;
	versionId?: string;
	sessionId?: string;
	userId?: string;
	metadata?: JsonObject;
	/** True when the caller waits for the end, so that a quick agent ends at once. */
	waits: boolean;
	/** Chats bring a message, not the input of the agent's schema. */
	freeInput?: boolean;
}

/** Starts an agent the way every door to it does: same refusals, same durations. */
export function launch(context: Context, agent: Agent, request: LaunchRequest): Run {
	if (agent.status === 'archived')
		throw new ApiError(409, `agent ${agent.name} is archived and cannot be executed`);
	const version = versionToRun(context, agent, request.versionId);
	if (!request.freeInput) assertFits(context.compile, version.input_schema, request.input, 'input');
	const { input, added, sessionId, userId, metadata } = request;
	const durationMs = runDuration(context, agent, request.waits);
	return context.runs.start({ agent, version, input, added, sessionId, userId, metadata, durationMs });
}

/** The asked version of an agent, or its current one. */
export function versionToRun({ store }: Context, agent: Agent, versionId?: string): AgentVersion {
	if (versionId !== undefined) {
		const asked = store.agentVersions.get(versionId);
		if (asked?.agent_id !== agent.id) throw notFound('agent version');
		return asked;
	}
	const current = store.currentAgentVersion(agent.id);
	if (!current) throw badRequest('version_id', 'is required because the agent has no current version');
	return current;
}

function runDuration({ settings }: Context, agent: Agent, waits: boolean): number {
	if (agent.labels.includes(SLOW_LABEL)) return settings.longRunMs;
	return waits ? 0 : settings.asyncRunMs;
}
