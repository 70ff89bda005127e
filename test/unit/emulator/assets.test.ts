import { column, useEmulator } from './useEmulator';

const emulator = useEmulator({ generation: 2 });

const signedUrl = async (): Promise<string> => {
	const path = `/api/v1/assets/${emulator.api.ids.assets.picture}/signed-url`;
	return String((await emulator.call('GET', path)).body.data.url);
};

describe('assets', () => {
	it('are listed by what made them, without where their bytes are', async () => {
		const { executions, assets } = emulator.api.ids;
		const all = await emulator.call('GET', `/api/v1/assets?execution_id=${executions.completed}`);
		expect(column(all, 'id')).toEqual([assets.picture, assets.speech]);
		expect(column(await emulator.call('GET', '/api/v1/assets?type=tts'), 'id')).toEqual([assets.speech]);
		expect(column(all, 'bytes')).toEqual([undefined, undefined]);
	});

	it('are given out at a signed address of another origin', async () => {
		const url = await signedUrl();
		expect(new URL(url).origin).not.toBe(emulator.api.url);
		const response = await fetch(url);
		expect(response.headers.get('content-type')).toBe('image/png');
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(bytes.subarray(1, 4).toString()).toBe('PNG');
	});

	it('are refused to an API key, a wrong signature and after the time', async () => {
		const url = await signedUrl();
		const status = async (address: string, headers = {}) => (await fetch(address, { headers })).status;
		expect(await status(url, { 'X-API-Key': emulator.api.apiKey })).toBe(400);
		expect(await status(`${url}0`)).toBe(403);
		emulator.api.settings.clockSkewMs = 3_600_000;
		expect(await status(url)).toBe(403);
	});

	it('are gone once deleted', async () => {
		const url = await signedUrl();
		const path = `/api/v1/assets/${emulator.api.ids.assets.picture}`;
		expect((await emulator.call('DELETE', path)).status).toBe(204);
		expect((await emulator.call('GET', path)).status).toBe(404);
		expect((await fetch(url)).status).toBe(404);
	});
});
