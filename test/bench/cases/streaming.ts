import type { BenchCase } from '../result';
import { median } from '../rounds';
import { JSON_ALONE, PARSER, parserThroughput } from './parser';
import { ADDED, BARE, streamingDelay } from './streamingDelay';

/** Case 5. */
export const streaming: BenchCase = {
	number: '5',
	title: 'Streaming',
	about:
		'How much later a delta reaches who reads n8n’s response than who reads the stream of the server itself, 50 deltas a ' +
		'second, both reading the same run; and how fast a stream is read when it does not wait for the server.',
	peers: [BARE, JSON_ALONE],
	run: async (stage) => {
		const { p50, p95, firstDelta } = await streamingDelay(stage);
		const throughput = await parserThroughput();
		return {
			measures: [
				{ name: 'Delay of a delta, p50', unit: 'ms', figures: p50 },
				{ name: 'Delay of a delta, p95', unit: 'ms', figures: p95 },
				{ name: 'Time to the first delta', unit: 'ms', figures: firstDelta },
				{ name: 'Throughput of the reader', unit: 'MB/s', figures: throughput },
			],
			targets: [
				{ what: 'Added delay at p95', value: median(p95, ADDED), unit: 'ms', atMost: 5 },
				{ what: 'Throughput of the reader', value: median(throughput, PARSER), unit: 'MB/s', atLeast: 100 },
			],
		};
	},
};
