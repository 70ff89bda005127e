import { additionalFields, bodyField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { newVersionFields, versionOperations } from '../../shared/operation/model/versionOperations';
import { apiV2Fields } from '../apiV2Fields';
import { createAgentVersion } from '../createAgent';
import { configFields, optionalConfigFields } from '../versionConfig';

const SIMPLE_VERSION = [
	'id',
	'agent_id',
	'version',
	'is_current',
	'message',
	'config',
	'model_config',
	'input_schema',
	'output_schema',
	'created_at',
];

const created = newVersionFields('agent', 'Shorter answers');

/** The `version` resource: what an agent is made of, and which version is current. */
export const versionResource: Resource = {
	value: 'version',
	name: 'Version',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create agent version',
			description: 'Create a version of an agent',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/versions' },
			run: createAgentVersion,
			simplify: SIMPLE_VERSION,
			fields: [
				pathField(locator('searchAgents')),
				created.version,
				...configFields,
				additionalFields([
					...optionalConfigFields,
					bodyField({
						displayName: 'Input Schema',
						name: 'inputSchema',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"type": "object", "properties": {"question": {"type": "string"}}}',
						description: 'JSON schema of the input that the agent takes',
					}),
					created.message,
					bodyField({
						displayName: 'Output Schema',
						name: 'outputSchema',
						type: 'json',
						default: '{}',
						description: 'JSON schema of the output that the agent gives',
					}),
					created.setCurrent,
				]),
				apiV2Fields,
			],
		},
		...versionOperations({
			entry: 'agent',
			path: '/api/v1/agents/{agentId}',
			search: 'searchAgents',
			searchVersions: 'searchAgentVersions',
			simplify: SIMPLE_VERSION,
		}),
	],
};
