import { Startup } from '../../../nodes/shared/sleep/startup';

const SECOND = 1000;

test('a gate that wakes while n8n starts waits about as long as that took until then', () => {
	expect(new Startup().leftMs(8 * SECOND)).toBe(13 * SECOND);
});

test('one that is woken later waits for the same moment', () => {
	const startup = new Startup();
	startup.leftMs(8 * SECOND);
	expect(startup.leftMs(20 * SECOND)).toBe(SECOND);
	expect(startup.leftMs(30 * SECOND)).toBeLessThanOrEqual(0);
});

test('one that is the first to wake in an n8n that is long up does not wait', () => {
	expect(new Startup().leftMs(60 * SECOND)).toBe(0);
});
