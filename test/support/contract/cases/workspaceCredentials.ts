import { byId, type CaseBuilder, casesOf } from '../contractCase';

/** The credentials of the Workspace node. */
export const workspaceCredentialCases: CaseBuilder = ({ credentials }) =>
	casesOf('promptRailsWorkspace', 'credential', [
		{
			operation: 'create',
			parameters: {
				name: 'Groq',
				category: 'llm',
				type: 'groq',
				value: 'gsk-very-secret-1234',
				additionalFields: { description: 'Fast answers', isDefault: true, schemaType: 'api_key' },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/credentials',
					body: {
						name: 'Groq',
						category: 'llm',
						type: 'groq',
						value: 'gsk-very-secret-1234',
						description: 'Fast answers',
						is_default: true,
						schema_type: 'api_key',
					},
				},
			],
			items: [
				{
					id: expect.any(String),
					name: 'Groq',
					type: 'groq',
					category: 'llm',
					description: 'Fast answers',
					masked_content: '****1234',
					is_default: true,
					is_valid: true,
					created_at: expect.any(String),
					updated_at: expect.any(String),
				},
			],
		},
		{
			operation: 'create',
			parameters: {
				name: 'Shop database',
				category: 'data_warehouse',
				type: '__other',
				customType: 'mysql',
				value: 'db-password-1',
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/credentials',
					body: { name: 'Shop database', category: 'data_warehouse', type: 'mysql', value: 'db-password-1' },
				},
			],
			items: [expect.objectContaining({ type: 'mysql' })],
		},
		{
			operation: 'get',
			parameters: { credentialId: byId(credentials.openai) },
			requests: [{ method: 'GET', path: `/api/v1/credentials/${credentials.openai}` }],
			items: [expect.objectContaining({ id: credentials.openai, name: 'OpenAI', is_default: true })],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 2 },
			requests: [{ method: 'GET', path: '/api/v1/credentials', query: { page: '1', limit: '2' } }],
			items: [
				expect.objectContaining({ id: credentials.broken }),
				expect.objectContaining({ id: credentials.warehouse }),
			],
		},
		{
			operation: 'update',
			parameters: {
				credentialId: byId(credentials.openai),
				additionalFields: {
					name: 'OpenAI (support)',
					value: 'sk-new-key-5678',
					description: '',
					isDefault: true,
				},
			},
			requests: [
				{
					method: 'PATCH',
					path: `/api/v1/credentials/${credentials.openai}`,
					body: { name: 'OpenAI (support)', value: 'sk-new-key-5678', description: '', is_default: true },
				},
			],
			items: [expect.objectContaining({ name: 'OpenAI (support)', masked_content: '****5678' })],
		},
		{
			operation: 'delete',
			parameters: { credentialId: byId(credentials.broken) },
			requests: [{ method: 'DELETE', path: `/api/v1/credentials/${credentials.broken}` }],
			items: [{ deleted: true }],
		},
		{
			operation: 'setDefault',
			parameters: { credentialId: byId(credentials.warehouse) },
			requests: [
				{ method: 'POST', path: `/api/v1/credentials/${credentials.warehouse}/set-default`, body: {} },
			],
			items: [expect.objectContaining({ id: credentials.warehouse, is_default: true })],
		},
		{
			operation: 'check',
			parameters: { credentialId: byId(credentials.broken) },
			requests: [{ method: 'POST', path: `/api/v1/credentials/${credentials.broken}/check`, body: {} }],
			items: [{ success: false, message: 'the provider refused the credential' }],
		},
		{
			operation: 'check',
			parameters: { credentialId: byId(credentials.openai) },
			prepare: (emulator) => {
				emulator.fault({ method: 'POST', path: '/api/v1/credentials/*/check', status: 204, body: '' });
			},
			requests: [{ method: 'POST', path: `/api/v1/credentials/${credentials.openai}/check`, body: {} }],
			items: [{ success: true }],
		},
	]);
