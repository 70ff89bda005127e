import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readManifest, REPOSITORY, unpack } from '../host';
import { sharedHost } from '../support/n8n/sharedHost';

const execute = promisify(execFile);

jest.setTimeout(120_000);

describe('The packed package', () => {
	const { tarball } = sharedHost();
	const { name, version } = readManifest(REPOSITORY);
	const folder = mkdtempSync(join(tmpdir(), 'promptrails-package-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('brings nothing but itself when n8n installs it', async () => {
		const npm = (...args: string[]) => execute('npm', args, { cwd: folder });
		await unpack(tarball, folder);
		// What n8n's installer does: the host provides the peers.
		const left = { devDependencies: undefined, peerDependencies: undefined };
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...readManifest(folder), ...left }));

		await npm('install', '--ignore-scripts', '--install-strategy=shallow', '--no-audit', '--no-fund');
		const { stdout } = await npm('ls', '--omit=dev', '--all', '--json');

		expect(JSON.parse(stdout)).toEqual({ name, version });
		expect(existsSync(join(folder, 'node_modules'))).toBe(false);
	});
});
