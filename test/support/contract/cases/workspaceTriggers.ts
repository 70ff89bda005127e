import { createHmac } from 'node:crypto';

import { byId, type CaseBuilder, casesOf } from '../contractCase';

const INPUT = { name: 'Zoë', question: 'Where is my order?' };
const ANSWER = expect.objectContaining({
	output: 'Hello Zoë, about "Where is my order?": we are looking into it.',
	status: 'completed',
	execution_id: expect.any(String),
}) as unknown;

const digest = (body: object, secret: string, encoding: 'hex' | 'base64'): string =>
	createHmac('sha256', secret).update(JSON.stringify(body)).digest(encoding);

/** The webhook triggers of the Workspace node. */
export const workspaceTriggerCases: CaseBuilder = ({
	agents,
	webhookSecret,
	webhookTokens,
	webhookTriggers,
}) => {
	const open = `/api/v1/webhook-triggers/${webhookTriggers.open}`;
	const signed = { token: webhookTokens.signed, input: JSON.stringify(INPUT) };
	const withSecret = { additionalFields: { secret: webhookSecret } };
	return casesOf('promptRailsWorkspace', 'webhookTrigger', [
		{
			operation: 'create',
			parameters: {
				name: 'Shop system',
				agentId: byId(agents.support),
				additionalFields: { generateSecret: true, isActive: false },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/webhook-triggers',
					body: { name: 'Shop system', agent_id: agents.support, generate_secret: true, is_active: false },
				},
			],
			items: [
				expect.objectContaining({
					name: 'Shop system',
					is_active: false,
					has_secret: true,
					token: expect.stringMatching(/^wht_/),
					secret: expect.stringMatching(/^whsec_/),
				}),
			],
		},
		{
			operation: 'get',
			parameters: { triggerId: byId(webhookTriggers.open) },
			requests: [{ method: 'GET', path: open }],
			items: [
				{
					id: webhookTriggers.open,
					agent_id: agents.support,
					name: 'Open hook',
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
			parameters: { returnAll: true, filters: { agentId: byId(agents.support) } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/webhook-triggers',
					query: { page: '1', limit: '100', agent_id: agents.support },
				},
			],
			items: [webhookTriggers.disabled, webhookTriggers.signed, webhookTriggers.open].map((id) =>
				expect.objectContaining({ id }),
			),
		},
		{
			operation: 'update',
			parameters: {
				triggerId: byId(webhookTriggers.open),
				additionalFields: { isActive: false, name: 'Closed hook' },
			},
			requests: [{ method: 'PATCH', path: open, body: { is_active: false, name: 'Closed hook' } }],
			items: [expect.objectContaining({ name: 'Closed hook', is_active: false })],
		},
		{
			operation: 'delete',
			parameters: { triggerId: byId(webhookTriggers.open) },
			requests: [{ method: 'DELETE', path: open }],
			items: [{ deleted: true }],
		},
		{
			operation: 'fire',
			parameters: { token: webhookTokens.open, input: JSON.stringify(INPUT) },
			requests: [{ method: 'POST', path: `/hooks/${webhookTokens.open}`, body: INPUT }],
			items: [ANSWER],
		},
		{
			operation: 'fire',
			parameters: { ...signed, ...withSecret },
			requests: [
				{
					method: 'POST',
					path: `/hooks/${webhookTokens.signed}`,
					body: INPUT,
					headers: {
						'content-type': 'application/json',
						'x-promptrails-signature': digest(INPUT, webhookSecret, 'hex'),
					},
				},
			],
			items: [ANSWER],
		},
		{
			operation: 'fire',
			startsElsewhere: 'the path is an option',
			parameters: {
				...signed,
				...withSecret,
				options: { pathForm: 'api', signatureForm: 'prefixedHex', bodyForm: 'wrapped' },
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/hooks/${webhookTokens.signed}`,
					body: { input: INPUT },
					headers: {
						'x-promptrails-signature': `sha256=${digest({ input: INPUT }, webhookSecret, 'hex')}`,
					},
				},
			],
			items: [ANSWER],
		},
		{
			operation: 'fire',
			startsElsewhere: 'the path is an option',
			parameters: {
				token: webhookTokens.open,
				input: JSON.stringify(INPUT),
				...withSecret,
				options: { pathForm: 'bearer', signatureForm: 'base64' },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/webhook/trigger',
					body: INPUT,
					headers: {
						authorization: `Bearer ${webhookTokens.open}`,
						'x-promptrails-signature': digest(INPUT, webhookSecret, 'base64'),
					},
				},
			],
			items: [ANSWER],
		},
		{
			operation: 'fire',
			parameters: {
				token: webhookTokens.open,
				input: JSON.stringify(INPUT),
				...withSecret,
				options: { signatureForm: 'timestamped' },
			},
			requests: [
				{
					method: 'POST',
					path: `/hooks/${webhookTokens.open}`,
					body: INPUT,
					headers: {
						'x-promptrails-signature': expect.stringMatching(
							/^t=\d{10},v1=[0-9a-f]{64}$/,
						) as unknown as string,
					},
				},
			],
			items: [ANSWER],
		},
	]);
};
