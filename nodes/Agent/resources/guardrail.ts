import { additionalFields, bodyField, localField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { action, config, isActive, scannerFields } from '../guardrailFields';

const agent = pathField(locator('searchAgents'));

/** A guardrail is addressed without its agent; the list of guardrails needs it. */
const oneGuardrail = [
	localField(
		locator('searchAgents', {
			required: false,
			description: 'Only needed to pick the guardrail from the list, which shows those of one agent',
		}),
	),
	pathField(locator('searchGuardrails')),
];

const sortOrder = bodyField({
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Place among the guardrails of the agent; lower ones run first',
});

/** The `guardrail` resource: what is checked before and after an agent runs. */
export const guardrailResource: Resource = {
	value: 'guardrail',
	name: 'Guardrail',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create guardrail',
			description: 'Add a guardrail to an agent',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/guardrails' },
			fields: [agent, ...scannerFields, action, isActive, additionalFields([config, sortOrder])],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete guardrail',
			description: 'Delete a guardrail permanently',
			request: { method: 'DELETE', path: '/api/v1/guardrails/{guardrailId}' },
			result: 'deleted',
			fields: oneGuardrail,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many guardrails',
			description: 'Get the guardrails of one agent',
			request: { method: 'GET', path: '/api/v1/agents/{agentId}/guardrails' },
			result: 'list',
			fields: [agent],
		},
		{
			value: 'getScanners',
			name: 'Get Scanners',
			action: 'Get guardrail scanners',
			description: 'Get the scanners that guardrails can use, and whether the workspace can use them',
			request: { method: 'GET', path: '/api/v1/guardrails/scanners', since: 2 },
			result: 'list',
			fields: [],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update guardrail',
			description: 'Change the action, config, order or state of a guardrail',
			request: { method: 'PATCH', path: '/api/v1/guardrails/{guardrailId}' },
			fields: [...oneGuardrail, additionalFields([action, config, isActive, sortOrder])],
		},
	],
};
