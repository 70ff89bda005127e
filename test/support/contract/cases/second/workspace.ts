import { byId, type CaseBuilder, casesOf } from '../../contractCase';

const PATH = '/api/v1/triggers';

/** The agent triggers of the Workspace node. */
export const secondWorkspaceCases: CaseBuilder = ({ agents, credentials, webhookTriggers }) => {
	const agentId = byId(agents.support);
	const one = `${PATH}/${webhookTriggers.open}`;
	return casesOf('promptRailsWorkspace', 'trigger', [
		{
			operation: 'create',
			parameters: {
				name: 'Shop system',
				agentId,
				source: 'generic',
				additionalFields: { generateSecret: true, replyConfig: '{"silent": true}' },
			},
			requests: [
				{
					method: 'POST',
					path: PATH,
					body: {
						name: 'Shop system',
						agent_id: agents.support,
						source: 'generic',
						generate_secret: true,
						is_active: true,
						reply_config: { silent: true },
					},
				},
			],
			items: [
				expect.objectContaining({
					source: 'generic',
					token: expect.stringMatching(/^wht_/),
					secret: expect.stringMatching(/^whsec_/),
				}),
			],
		},
		...[
			{
				source: 'schedule',
				parameters: { cronExpression: '0 8 * * 1-5' },
				config: { cron_expression: '0 8 * * 1-5' },
			},
			{
				source: 'slack',
				parameters: {
					botTokenCredentialId: byId(credentials.openai),
					signingSecretCredentialId: byId(credentials.warehouse),
				},
				config: {
					bot_token_credential_id: credentials.openai,
					signing_secret_credential_id: credentials.warehouse,
				},
			},
			...['teams', 'telegram', 'whatsapp'].map((source) => ({
				source,
				parameters: { sourceConfig: '{"bot_token_credential_id": "c1"}' },
				config: { bot_token_credential_id: 'c1' },
			})),
		].map(({ source, parameters, config }) => ({
			operation: 'create',
			parameters: { name: 'Team', agentId, source, ...parameters },
			requests: [
				{
					method: 'POST',
					path: PATH,
					body: { name: 'Team', agent_id: agents.support, source, source_config: config, is_active: true },
				},
			],
			items: [expect.objectContaining({ source, source_config: config, has_secret: false })],
		})),
		{
			operation: 'get',
			parameters: { triggerId: byId(webhookTriggers.open) },
			requests: [{ method: 'GET', path: one }],
			items: [
				{
					id: webhookTriggers.open,
					agent_id: agents.support,
					name: 'Open hook',
					source: 'generic',
					source_config: {},
					reply_config: {},
					token_prefix: expect.any(String),
					is_active: true,
					has_secret: false,
					last_used_at: null,
					created_at: expect.any(String),
					updated_at: expect.any(String),
				},
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: true, filters: { agentId } },
			requests: [{ method: 'GET', path: PATH, query: { page: '1', limit: '100', agent_id: agents.support } }],
			items: [webhookTriggers.disabled, webhookTriggers.signed, webhookTriggers.open].map((id) =>
				expect.objectContaining({ id, source: 'generic' }),
			),
		},
		{
			operation: 'update',
			parameters: {
				triggerId: byId(webhookTriggers.open),
				additionalFields: {
					isActive: false,
					name: 'Morning',
					source: 'schedule',
					sourceConfig: '{"cron_expression": "0 8 * * *"}',
				},
			},
			requests: [
				{
					method: 'PATCH',
					path: one,
					body: {
						is_active: false,
						name: 'Morning',
						source: 'schedule',
						source_config: { cron_expression: '0 8 * * *' },
					},
				},
			],
			items: [expect.objectContaining({ name: 'Morning', source: 'schedule', is_active: false })],
		},
		{
			operation: 'delete',
			parameters: { triggerId: byId(webhookTriggers.open) },
			requests: [{ method: 'DELETE', path: one }],
			items: [{ deleted: true }],
		},
	]);
};
