/** Measures the package in a real n8n: `npm run bench`. */
import { cpus, loadavg } from 'node:os';

import { step } from '../host';
import { withBenchHost } from './benchHost';
import { streamingDelay } from './streamingDelay';
import { table } from './table';

async function main(): Promise<void> {
	await withBenchHost(async (host) => {
		const rows = await step('Streaming: how late each delta comes', () => streamingDelay(host));
		const [load = NaN] = loadavg();
		console.log(
			`\nn8n ${host.version} on Node, ${cpus().length} processors, load ${load.toFixed(1)}; ` +
				'median of the rounds (least to most)\n',
		);
		console.log(table('Delay of a delta', rows));
	});
}

main()
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
