import { useEmulator, type Json, type Reply } from './useEmulator';

const emulator = useEmulator({ generation: 2 });

const base = () => `/api/v1/agents/${emulator.api.ids.agents.support}/vfs`;
const get = async (rest: string) => await emulator.call('GET', base() + rest);
const write = async (body: object) => await emulator.call('PUT', `${base()}/file`, body);
const paths = ({ body }: Reply) => (body.data.items as unknown as Json[]).map(({ path }) => path);

describe('the files of an agent', () => {
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
