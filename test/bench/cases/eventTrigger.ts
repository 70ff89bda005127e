import { PollNode } from '../../support/engine/pollNode';
import type { BenchCase } from '../result';
import { interleaved, median } from '../rounds';

const EVENTS = 1000;
const ROUNDS = 5;
const QUIET = 'A quiet tick';
const BUSY = `A tick with ${EVENTS} new events`;
const BARE = 'Bare requests for the same pages';

/** Case 6. */
export const eventTrigger: BenchCase = {
	number: '6',
	title: 'A tick of the event trigger',
	about: 'What a tick costs when nothing happened, and when a thousand runs finished since the last one.',
	peers: [BARE],
	run: async ({ emulator }) => {
		const { apiKey, url: baseUrl } = emulator;
		const parameters = { triggerOn: 'executionFinished' };
		const tick = async (events: number) => {
			emulator.reset();
			const trigger = await PollNode.create('promptRailsEventTrigger', { apiKey, baseUrl }, parameters);
			await trigger.publish();
			emulator.finishExecutions(events);
			emulator.clearRequests();
			const startedAt = performance.now();
			const items = await trigger.tick();
			const time = performance.now() - startedAt;
			if ((items?.length ?? 0) !== events) throw new Error(`${items?.length ?? 0} of ${events} events came`);
			return { time, requests: emulator.requests().length };
		};
		const bare = async () => {
			const asked = emulator.requests().map(({ path, query }) => {
				const search = new URLSearchParams(query as Record<string, string>);
				return `${baseUrl}${path}?${search.toString()}`;
			});
			const startedAt = performance.now();
			for (const url of asked) await (await fetch(url, { headers: { 'x-api-key': apiKey } })).json();
			return { time: performance.now() - startedAt, requests: asked.length };
		};
		const { time, requests } = await interleaved(
			{ [QUIET]: () => tick(0), [BUSY]: () => tick(EVENTS), [BARE]: bare },
			ROUNDS,
		);
		return {
			measures: [
				{ name: 'Sent', unit: 'requests', figures: requests },
				{ name: 'Time', unit: 'ms', figures: time },
			],
			targets: [{ what: 'Requests of a quiet tick', value: median(requests, QUIET), unit: '', atMost: 1 }],
		};
	},
};
