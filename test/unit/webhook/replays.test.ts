import type { IDataObject } from 'n8n-workflow';

import { callKey, deliveryKey, Replays } from '../../../nodes/shared/webhook/replays';

const key = (text: string, timestamp?: string) => callKey(Buffer.from(text), timestamp);

it('a call is new once', () => {
	const replays = new Replays({}, 'once');
	expect(replays.admit(key('a'))).toBe(true);
	expect(replays.admit(key('a'))).toBe(false);
	expect(replays.admit(key('b'))).toBe(true);
});

it('the same body signed at another time is another call', () => {
	const replays = new Replays({}, 'times');
	expect(replays.admit(key('a', '1'))).toBe(true);
	expect(replays.admit(key('a', '2'))).toBe(true);
	expect(replays.admit(key('a', '1'))).toBe(false);
});

it('what was stored is known after a restart', () => {
	const state: IDataObject = {};
	new Replays(state).admit(key('a'));
	const restored = JSON.parse(JSON.stringify(state)) as IDataObject;
	expect(new Replays(restored).admit(key('a'))).toBe(false);
});

it('calls at the same time know each other, although each has static data of its own', () => {
	expect(new Replays({}, 'parallel').admit(key('a'))).toBe(true);
	expect(new Replays({}, 'parallel').admit(key('a'))).toBe(false);
	expect(new Replays({}, 'another trigger').admit(key('a'))).toBe(true);
});

it('a call signed with a time is forgotten once its signature is refused by its time, and not before', () => {
	const state: IDataObject = {};
	const at = (seconds: number) => new Replays(state, undefined, seconds * 1000);
	const timed = (seconds: number) => callKey(Buffer.from('a'), String(seconds));
	expect(at(1_000_000).admit(timed(1_000_000))).toBe(true);
	expect(at(1_000_000).admit(key('without a time'))).toBe(true);
	expect(at(1_000_300).admit(timed(1_000_300))).toBe(true);
	expect(at(1_000_300).admit(timed(1_000_000))).toBe(false);
	expect(at(1_000_400).admit(timed(1_000_400))).toBe(true);
	expect(state.replays).toEqual([key('without a time'), timed(1_000_300), timed(1_000_400)]);
});

it('a full list of calls signed with a time has at most 27 kB', () => {
	const state: IDataObject = {};
	const now = 1_900_000_000;
	const replays = new Replays(state, undefined, now * 1000);
	for (let index = 0; index < 1200; index += 1) replays.admit(callKey(Buffer.from(`${index}`), `${now}`));
	expect(state.replays).toHaveLength(1000);
	expect(JSON.stringify(state).length).toBeLessThan(27_000);
});

it('a delivery has a key of its own', () => {
	expect(deliveryKey('d-1')).not.toBe(key('d-1'));
	expect(deliveryKey('d-1')).not.toBe(deliveryKey('d-2'));
});

it('a call that started nothing is new again', () => {
	const state: IDataObject = {};
	const replays = new Replays(state, 'forgotten');
	replays.admit(key('a'));
	replays.forget(key('a'));
	expect(replays.admit(key('a'))).toBe(true);
});

it('the static data stays small: the oldest calls go', () => {
	const state: IDataObject = {};
	const replays = new Replays(state);
	for (let index = 0; index < 1200; index += 1) replays.admit(key(`call ${index}`));
	expect(state.replays).toHaveLength(1000);
	expect(JSON.stringify(state).length).toBeLessThan(20_000);
	expect(replays.admit(key('call 1199'))).toBe(false);
	expect(replays.admit(key('call 0'))).toBe(true);
});

it('what the process remembers stays small: of 12,000 calls it knows the last 10,000', () => {
	const isNew = (index: number): boolean => new Replays({}, 'memory').admit(key(`call ${index}`));
	for (let index = 0; index < 12_000; index += 1) isNew(index);
	expect([11_999, 2000, 1999].map(isNew)).toEqual([false, false, true]);
});

it('rubbish in the static data is no ring', () => {
	expect(new Replays({ replays: 'rubbish' }).admit(key('a'))).toBe(true);
});
