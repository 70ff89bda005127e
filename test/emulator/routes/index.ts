import type { Routes } from '../context';
import { agents } from './agents/agents';
import { execute } from './agents/execute';
import { guardrails } from './agents/guardrails';
import { agentVersions } from './agents/versions';
import { approvals } from './approvals';
import { executions } from './executions';

/** Everything below `/api/v1` that needs an API key. */
export const apiRoutes: Routes[] = [agents, agentVersions, guardrails, execute, executions, approvals];
