import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { ensureHost, unpack } from '../../host';
import { LARGEST_PACKAGE } from '../../support/packageSize';
import type { BenchCase } from '../result';
import { interleaved, median } from '../rounds';

const ROUNDS = 9;
const OURS = 'All nodes of this package';
const REGISTER = 'n8n’s loader over this package';

/** Case 7. */
export const load: BenchCase = {
	number: '7',
	title: 'Loading the package',
	about:
		'What n8n pays at its start: all nodes are required in a process of their own that has loaded n8n-workflow, and ' +
		'once more by n8n’s own loader.',
	peers: [],
	run: async ({ tarball, host: { version } }) => {
		const { node, n8n } = await ensureHost(version);
		const modules = resolve(dirname(n8n), '../..');
		const folder = mkdtempSync(join(tmpdir(), 'promptrails-load-'));
		try {
			await unpack(tarball, folder);
			const probe = async (...args: string[]) => {
				const env = { ...process.env, NODE_PATH: modules, N8N_USER_FOLDER: folder };
				const script = join(__dirname, '..', 'loadProbe.js');
				const { stdout } = await promisify(execFile)(node, [script, ...args], { env });
				const { ms, mb } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ms: number; mb: number };
				return { time: ms, memory: mb };
			};
			const { time, memory } = await interleaved(
				{ [OURS]: () => probe(folder), [REGISTER]: () => probe(folder, 'core') },
				ROUNDS,
			);
			const [packed, unpacked] = [statSync(tarball).size / 1000, sizeOf(folder) / 1000];
			return {
				measures: [
					{ name: 'Time', unit: 'ms', figures: time },
					{ name: 'Memory', unit: 'MB', figures: memory },
					{
						name: 'Size',
						unit: 'kB',
						figures: [
							{ label: 'Packed', rounds: [packed] },
							{ label: 'Unpacked', rounds: [unpacked] },
						],
					},
				],
				targets: [
					{ what: 'Time to require all nodes', value: median(time, OURS), unit: 'ms', atMost: 80 },
					{ what: 'Memory of all nodes', value: median(memory, OURS), unit: 'MB', atMost: 15 },
					{ what: 'Tarball', value: packed, unit: 'kB', atMost: LARGEST_PACKAGE / 1000 },
				],
			};
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

function sizeOf(folder: string): number {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
