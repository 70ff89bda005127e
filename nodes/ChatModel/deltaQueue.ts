import type { ChunkSink } from '../shared/execution/chunks';

/** The parts of an answer, from whoever receives them to whoever iterates over them. */
export class DeltaQueue {
	private readonly waiting: string[] = [];
	private isOver = false;
	private wake = (): void => {};

	/** Where the parts come in. */
	readonly chunks: ChunkSink = {
		begin: async () => {},
		text: async (text) => {
			this.waiting.push(text);
			this.wake();
		},
		error: async () => {},
		end: async () => {},
	};

	/** No more parts come. */
	end(): void {
		this.isOver = true;
		this.wake();
	}

	/** The parts, each as it comes. */
	async *deltas(): AsyncGenerator<string> {
		for (;;) {
			const next = this.waiting.shift();
			if (next !== undefined) yield next;
			else if (this.isOver) return;
			else await new Promise<void>((resolve) => (this.wake = resolve));
		}
	}
}
