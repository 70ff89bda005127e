import { useEmulator } from './useEmulator';

const emulator = useEmulator({ generation: 2 });

const signedUrl = async (): Promise<string> => {
	const path = `/api/v1/assets/${emulator.api.ids.assets.picture}/signed-url`;
	return String((await emulator.call('GET', path)).body.data.url);
};

describe('assets', () => {
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
});
