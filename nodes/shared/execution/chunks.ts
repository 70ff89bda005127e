import type { IExecuteFunctions } from 'n8n-workflow';

import type { OperationItem } from '../operation/model/types';
import { toldToVisitors } from '../operation/run/nodeError';
import { isTool, isWatched } from '../transport/host';
import { CancelledError } from '../transport/http/timing';

/** Where the parts of an answer go as they arrive. */
export interface ChunkSink {
	begin(): Promise<void>;
	text(text: string): Promise<void>;
	/** Shows that the answer is not complete, and why. */
	error(description: string): Promise<void>;
	end(): Promise<void>;
}

/** For answers that nobody watches. */
export const noChunks: ChunkSink = {
	begin: async () => {},
	text: async () => {},
	error: async () => {},
	end: async () => {},
};

/**
 * n8n's own response stream for one item; undefined when n8n does not stream here. A node that runs as an AI tool
 * never streams: its chunks would end up in the answer of the agent that called it (docs/platform.md, N7).
 */
export function hostChunks(host: IExecuteFunctions, itemIndex: number): ChunkSink | undefined {
	if (isTool(host) || !isWatched(host)) return undefined;
	let hasText = false;
	const text = async (content: string): Promise<void> => {
		hasText = true;
		await host.sendChunk('item', itemIndex, content);
	};
	return {
		begin: async () => await host.sendChunk('begin', itemIndex),
		text,
		error: async (description) => {
			// n8n's chat puts the error right behind what was said before.
			if (hasText) await text('\n\n');
			await host.sendChunk('error', itemIndex, description);
		},
		end: async () => await host.sendChunk('end', itemIndex),
	};
}

/**
 * Runs `work` between the begin and the end of the item's chunks, so that both come whatever happens. Where the workflow
 * goes on after an error, the error is shown before the end, for n8n shows it only where the workflow stops.
 */
export async function withChunks<T>(
	item: OperationItem,
	chunks: ChunkSink,
	work: () => Promise<T>,
): Promise<T> {
	await chunks.begin();
	return await work()
		.catch(async (error: unknown) => {
			const isShownByHost = error instanceof CancelledError || !item.host.continueOnFail();
			if (!isShownByHost) await chunks.error(toldToVisitors(item.labelled(error)));
			throw error;
		})
		.finally(() => chunks.end());
}
