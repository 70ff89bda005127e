import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../transport/host';

/** Where the parts of an answer go as they arrive. */
export interface ChunkSink {
	begin(): Promise<void>;
	text(text: string): Promise<void>;
	end(): Promise<void>;
}

/** For answers that nobody watches. */
export const noChunks: ChunkSink = { begin: async () => {}, text: async () => {}, end: async () => {} };

/**
 * n8n's own response stream for one item; undefined when n8n does not stream here. A node that runs as an AI tool
 * never streams: its chunks would end up in the answer of the agent that called it (docs/platform.md, N7).
 */
export function hostChunks(host: IExecuteFunctions, itemIndex: number): ChunkSink | undefined {
	// Older hosts have neither method.
	if (isTool(host) || typeof host.isStreaming !== 'function' || !host.isStreaming()) return undefined;
	return {
		begin: async () => await host.sendChunk('begin', itemIndex),
		text: async (text) => await host.sendChunk('item', itemIndex, text),
		end: async () => await host.sendChunk('end', itemIndex),
	};
}
