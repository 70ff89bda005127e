import { byId, type CaseBuilder, casesOf } from '../../contractCase';

const REFUNDS = '/handbook/refunds.md';
const NODE = 'promptRailsAgent';

/** The files of an agent. */
export const agentFileCases: CaseBuilder = ({ agents }) => {
	const agentId = byId(agents.support);
	const base = `/api/v1/agents/${agents.support}/vfs`;
	return casesOf(NODE, 'file', [
		{
			operation: 'getAll',
			parameters: { agentId, returnAll: true, filters: { path: byId('/handbook'), recursive: true } },
			requests: [
				{
					method: 'GET',
					path: base,
					query: { path: '/handbook', recursive: 'true', offset: '0', limit: '100' },
				},
			],
			items: [REFUNDS, '/handbook/tone.md'].map((path) => ({
				path,
				name: path.split('/').pop(),
				is_dir: false,
				size_bytes: expect.any(Number),
				mime_type: 'text/plain',
				last_writer_kind: 'user',
				created_at: expect.any(String),
				updated_at: expect.any(String),
			})),
		},
		{
			operation: 'getAll',
			parameters: { agentId, returnAll: false, limit: 1 },
			requests: [{ method: 'GET', path: base, query: { offset: '0', limit: '1' } }],
			items: [expect.objectContaining({ path: '/handbook', is_dir: true })],
		},
		{
			operation: 'get',
			parameters: { agentId, path: byId('/notes.txt') },
			requests: [{ method: 'GET', path: `${base}/stat`, query: { path: '/notes.txt' } }],
			items: [expect.objectContaining({ name: 'notes.txt', size_bytes: 19 })],
		},
		{
			operation: 'read',
			parameters: {
				agentId,
				path: byId(REFUNDS),
				returnAs: 'text',
				additionalFields: { lineLimit: 1, lineOffset: 1 },
			},
			requests: [
				{
					method: 'GET',
					path: `${base}/file`,
					query: { path: REFUNDS, line_limit: '1', line_offset: '1' },
				},
			],
			items: [
				expect.objectContaining({
					path: REFUNDS,
					content: 'Up to 100 EUR at once.',
					total_lines: 3,
					truncated: true,
				}),
			],
		},
		{
			operation: 'read',
			parameters: { agentId, path: byId(REFUNDS), returnAs: 'text', simplify: false },
			requests: [{ method: 'GET', path: `${base}/file`, query: { path: REFUNDS } }],
			items: [
				{
					file: expect.objectContaining({ path: REFUNDS, workspace_id: expect.any(String) }),
					content: expect.stringContaining('# Refunds\n'),
					total_lines: 3,
					truncated: false,
				},
			],
		},
		{
			operation: 'write',
			parameters: {
				agentId,
				path: byId('/notes.txt'),
				contentSource: 'text',
				content: '\nand short answers',
				mode: 'append',
				additionalFields: { mimeType: 'text/markdown' },
			},
			requests: [
				{
					method: 'PUT',
					path: `${base}/file`,
					body: {
						path: '/notes.txt',
						content: '\nand short answers',
						mode: 'append',
						mime_type: 'text/markdown',
					},
				},
			],
			items: [expect.objectContaining({ path: '/notes.txt', size_bytes: 37, mime_type: 'text/markdown' })],
		},
		{
			operation: 'write',
			parameters: { agentId, path: byId('/new/empty.txt'), contentSource: 'text', mode: 'overwrite' },
			requests: [
				{
					method: 'PUT',
					path: `${base}/file`,
					body: { path: '/new/empty.txt', content: '', mode: 'overwrite' },
				},
			],
			items: [expect.objectContaining({ path: '/new/empty.txt', size_bytes: 0 })],
		},
		{
			operation: 'createFolder',
			parameters: { agentId, folderPath: '/archive' },
			requests: [{ method: 'POST', path: `${base}/mkdir`, body: { path: '/archive' } }],
			items: [expect.objectContaining({ path: '/archive', is_dir: true })],
		},
		...['copy', 'move'].map((operation) => ({
			operation,
			parameters: { agentId, from: byId('/notes.txt'), to: '/archive/notes.txt' },
			requests: [
				{
					method: 'POST',
					path: `${base}/${operation}`,
					body: { from: '/notes.txt', to: '/archive/notes.txt' },
				},
			],
			items: [{ success: true }],
		})),
		{
			operation: 'delete',
			parameters: { agentId, path: byId('/handbook'), additionalFields: { recursive: true } },
			requests: [{ method: 'DELETE', path: base, query: { path: '/handbook', recursive: 'true' } }],
			items: [{ deleted: true, count: 3 }],
		},
		{
			operation: 'searchText',
			parameters: { agentId, text: 'human', limit: 5, filters: { path: byId('/handbook') } },
			requests: [
				{ method: 'GET', path: `${base}/grep`, query: { q: 'human', limit: '5', path: '/handbook' } },
			],
			items: [{ path: REFUNDS, line_number: 3, line: 'Above that a human decides.' }],
		},
		{
			operation: 'findByPattern',
			parameters: { agentId, pattern: '**/*.md', limit: 1 },
			requests: [{ method: 'GET', path: `${base}/glob`, query: { pattern: '**/*.md', limit: '1' } }],
			items: [expect.objectContaining({ path: REFUNDS })],
		},
		{
			operation: 'getUsage',
			parameters: { agentId },
			requests: [{ method: 'GET', path: `${base}/usage` }],
			items: [{ bytes_used: expect.any(Number) }],
		},
	]);
};
