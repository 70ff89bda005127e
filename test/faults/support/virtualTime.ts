import type { Emulator } from '../../emulator';

/** What any wait takes in real ms. */
const NAP_MS = 3;
/** How often is looked whether requests are stuck, in real ms, and how many times they must be so in a row. */
const LOOK_MS = 5;
const STEADY_LOOKS = 5;

interface Deadline {
	until: number;
	onPassed: () => void;
}

/**
 * A clock that moves only while somebody waits. Waits of the nodes take next to no real time, and deadlines pass only once
 * the server has left hanging whatever is under way: however busy the machine is, the same happens at the same time.
 *
 * A test that uses it mocks `sleep` of n8n-workflow and `setDeadline` of the built package, which a class cannot do for it.
 */
export class VirtualTime {
	private now = Date.now();
	private readonly deadlines = new Set<Deadline>();
	private passed = 0;
	private looksInARow = 0;
	private looking?: NodeJS.Timeout;

	/** @param requestsStuck how many requests the server has left hanging since `rest` */
	constructor(private readonly requestsStuck: () => number) {}

	/** Replaces the real one, and makes every back-off half of what it may be. */
	install(): void {
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		this.looking = setInterval(() => this.look(), LOOK_MS);
	}

	/** Takes it out again. */
	uninstall(): void {
		clearInterval(this.looking);
		jest.restoreAllMocks();
	}

	/** In the place of n8n-workflow's `sleep`. */
	async sleep(ms: number): Promise<void> {
		const until = this.now + ms;
		await new Promise((resolve) => setTimeout(resolve, Math.min(ms, NAP_MS)));
		this.moveTo(until);
	}

	/** To be called when the server forgets its requests. */
	rest(): void {
		this.deadlines.clear();
		this.passed = 0;
	}

	private moveTo(time: number): void {
		this.now = Math.max(this.now, time);
	}

	/** In the place of our `setDeadline`. */
	setDeadline(ms: number, onPassed: () => void): () => void {
		const deadline = { until: this.now + ms, onPassed };
		this.deadlines.add(deadline);
		return () => this.deadlines.delete(deadline);
	}

	/** Lets the next deadline pass if there is nothing else to wait for. */
	private look(): void {
		const isStuck = this.deadlines.size > 0 && this.requestsStuck() - this.passed === this.deadlines.size;
		this.looksInARow = isStuck ? this.looksInARow + 1 : 0;
		if (this.looksInARow < STEADY_LOOKS) return;
		const [next] = [...this.deadlines].sort((a, b) => a.until - b.until);
		this.deadlines.delete(next);
		this.passed += 1;
		this.moveTo(next.until);
		next.onPassed();
	}
}

/** How many requests an emulator has left hanging by a fault. */
export function requestsStuck(emulator: Emulator): number {
	return emulator.requests().filter(({ fault = {} }) => fault.hang || fault.silent || fault.trickleMs).length;
}
