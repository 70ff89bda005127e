import { useEmulator, type Json, type Reply } from './useEmulator';

const emulator = useEmulator({ generation: 2 });

const base = () => `/api/v1/agents/${emulator.api.ids.agents.support}/vfs`;
const get = async (rest: string) => await emulator.call('GET', base() + rest);
const write = async (body: object) => await emulator.call('PUT', `${base()}/file`, body);
const paths = ({ body }: Reply) => (body.data.items as unknown as Json[]).map(({ path }) => path);

describe('the files of an agent', () => {
	it('are listed by folder, with everything below it when asked', async () => {
		expect(paths(await get(''))).toEqual(['/handbook', '/notes.txt']);
		const deep = await get('?recursive=true');
		expect(paths(deep)).toEqual(['/handbook', '/handbook/refunds.md', '/handbook/tone.md', '/notes.txt']);
		expect(deep.body.data).toMatchObject({ path: '/', total: 4 });
	});

	it('are listed by offset and limit', async () => {
		const { body } = await get('?recursive=true&offset=1&limit=2');
		expect(paths({ body } as Reply)).toEqual(['/handbook/refunds.md', '/handbook/tone.md']);
		expect(body.data.total).toBe(4);
		expect((await get('?page=2')).status).toBe(400);
	});

	it('are read whole or by lines, and listed without what is in them', async () => {
		const { body } = await get('/file?path=/handbook/refunds.md&line_offset=1&line_limit=1');
		expect(body.data).toMatchObject({
			file: { name: 'refunds.md', parent_path: '/handbook', is_dir: false },
			content: 'Up to 100 EUR at once.',
			total_lines: 3,
			truncated: true,
		});
		expect((await get('/stat?path=/notes.txt')).body.data).not.toHaveProperty('content');
	});

	it('are written over or added to, and folders come with them', async () => {
		await write({ path: '/a/b/c.txt', content: 'one' });
		await write({ path: '/a/b/c.txt', content: ' two', mode: 'append' });
		expect((await get('/file?path=/a/b/c.txt')).body.data.content).toBe('one two');
		expect((await get('/stat?path=/a/b')).body.data.is_dir).toBe(true);
		await write({ path: '/a/b/c.txt', content: 'three', mime_type: 'text/markdown' });
		expect((await get('/stat?path=/a/b/c.txt')).body.data).toMatchObject({
			size_bytes: 5,
			mime_type: 'text/markdown',
		});
	});

	it('move and are copied with what is in them', async () => {
		const copy = await emulator.call('POST', `${base()}/copy`, { from: '/handbook', to: '/old' });
		expect(copy).toMatchObject({ status: 204, text: '' });
		await emulator.call('POST', `${base()}/move`, { from: '/handbook', to: '/new/handbook' });
		expect(paths(await get('?recursive=true&path=/new'))).toContain('/new/handbook/tone.md');
		expect(paths(await get('?path=/old'))).toEqual(['/old/refunds.md', '/old/tone.md']);
		expect((await get('/stat?path=/handbook')).status).toBe(404);
	});

	it('are deleted one by one, and folders with their contents only when asked', async () => {
		expect((await emulator.call('DELETE', `${base()}?path=/handbook`)).status).toBe(400);
		const { body } = await emulator.call('DELETE', `${base()}?path=/handbook&recursive=true`);
		expect(body.data).toEqual({ deleted: 3 });
	});

	it('are searched by text and by pattern', async () => {
		expect((await get('/grep?q=human')).body.data).toEqual({
			query: 'human',
			matches: [{ path: '/handbook/refunds.md', line_number: 3, line: 'Above that a human decides.' }],
		});
		expect(paths(await get(`/glob?pattern=${encodeURIComponent('**/*.md')}`))).toHaveLength(2);
	});

	it('count what they use', async () => {
		const before = (await get('/usage')).body.data.bytes_used as unknown as number;
		await write({ path: '/ü.txt', content: 'ü' });
		expect((await get('/usage')).body.data.bytes_used).toBe(before + 2);
	});

	it.each([
		['PUT', '/file', { path: 'notes.txt', content: '' }, 400],
		['PUT', '/file', { path: '/a/../b', content: '' }, 400],
		['PUT', '/file', { path: '/notes.txt', content: 5 }, 400],
		['PUT', '/file', { path: '/notes.txt', content: '', encoding: 'utf8' }, 400],
		['PUT', '/file', { path: '/handbook', content: '' }, 400],
		['PUT', '/file', { path: '/notes.txt/x', content: '' }, 400],
		['POST', '/mkdir', { path: '/handbook' }, 409],
		['POST', '/move', { from: '/notes.txt', to: '/handbook' }, 409],
		['POST', '/copy', { from: '/handbook', to: '/handbook/self' }, 400],
		['POST', '/copy', { from: '/nothing', to: '/x' }, 404],
		['GET', '/file', undefined, 400],
		['GET', '?path=/nothing', undefined, 404],
	])('refuse %s %s %j', async (method, path, body, status) => {
		expect((await emulator.call(method, base() + path, body)).status).toBe(status);
	});
});
