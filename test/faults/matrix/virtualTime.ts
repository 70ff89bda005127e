import { getEventListeners } from 'node:events';

/** What any wait takes in real ms. */
const NAP_MS = 3;
/** How often a deadline looks whether its request is stuck, and how long a request stays stuck until it passes; real ms. */
const LOOK_MS = 5;
const STUCK_MS = 25;

/**
 * A clock that moves only while somebody waits. Waits of the nodes take next to no real time, and a deadline passes only
 * once the server is known to leave the request hanging: however busy the machine is, the same happens at the same time.
 */
export class VirtualTime {
	private now = Date.now();
	private readonly looking = new Set<NodeJS.Timeout>();

	/** @param requestsStuck how many requests the server has left hanging */
	constructor(private readonly requestsStuck: () => number) {}

	/** Puts it in the place of the real one, and makes every back-off half of what it may be. */
	install(): void {
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => this.deadline(ms));
	}

	/** In the place of n8n-workflow's `sleep`. */
	async sleep(ms: number): Promise<void> {
		const until = this.now + ms;
		await new Promise((resolve) => setTimeout(resolve, Math.min(ms, NAP_MS)));
		this.moveTo(until);
	}

	/** Forgets the deadlines that are left. */
	rest(): void {
		for (const timer of this.looking) clearInterval(timer);
		this.looking.clear();
	}

	private moveTo(time: number): void {
		this.now = Math.max(this.now, time);
	}

	private deadline(ms: number): AbortSignal {
		const until = this.now + ms;
		const stuckBefore = this.requestsStuck();
		const controller = new AbortController();
		let looksStuck = 0;
		const timer = setInterval(() => {
			const isOver = getEventListeners(controller.signal, 'abort').length === 0;
			if (this.requestsStuck() > stuckBefore) looksStuck += 1;
			const passes = looksStuck * LOOK_MS >= STUCK_MS;
			if (!isOver && !passes) return;
			clearInterval(timer);
			this.looking.delete(timer);
			if (isOver) return;
			this.moveTo(until);
			controller.abort();
		}, LOOK_MS);
		this.looking.add(timer);
		return controller.signal;
	}
}
