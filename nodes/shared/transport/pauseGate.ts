import { delay } from './timing';

/** Holds back every request of one node while the server asks to slow down. */
export class PauseGate {
	private opensAt = 0;

	/** Closes the gate for at least `ms` from now; a later end that was set before stays. */
	pause(ms: number): void {
		this.opensAt = Math.max(this.opensAt, Date.now() + ms);
	}

	/**
	 * Resolves once the gate is open.
	 * @throws CancelledError when the signal aborts first
	 */
	async pass(signal?: AbortSignal): Promise<void> {
		for (let left = this.opensAt - Date.now(); left > 0; left = this.opensAt - Date.now()) {
			await delay(left, signal);
		}
	}
}
