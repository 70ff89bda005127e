import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';

import { localDay, parseIsoDate } from '../../../nodes/shared/operation/run/isoDate';

const read = (text: string, timezone = 'UTC'): string | undefined => {
	const moment = parseIsoDate(text, timezone);
	return moment === undefined ? undefined : new Date(moment).toISOString();
};

describe('a date without an offset is in the timezone of the workflow', () => {
	test.each([
		['2026-01-31T12:00:00', 'Europe/Berlin', '2026-01-31T11:00:00.000Z'],
		['2026-07-31T12:00:00', 'Europe/Berlin', '2026-07-31T10:00:00.000Z'],
		['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z'],
		['2026-01-31 12:00', 'Asia/Kolkata', '2026-01-31T06:30:00.000Z'],
		['2026-W05-6', 'Asia/Tokyo', '2026-01-30T15:00:00.000Z'],
		['2026-W05', 'UTC', '2026-01-26T00:00:00.000Z'],
		['2026-031', 'Australia/Sydney', '2026-01-30T13:00:00.000Z'],
		['20260131T0930', 'Europe/Berlin', '2026-01-31T08:30:00.000Z'],
		['2026-01-31T24:00', 'UTC', '2026-02-01T00:00:00.000Z'],
		['2026-01-31T12:00:00,25', 'UTC', '2026-01-31T12:00:00.250Z'],
		['2026', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
	])('%s in %s is %s', (text, timezone, moment) => {
		expect(read(text, timezone)).toBe(moment);
	});

	test('one with an offset is where its offset says', () => {
		expect(read('2026-01-31T12:00:00+02:00', 'America/New_York')).toBe('2026-01-31T10:00:00.000Z');
		expect(read('2026-01-31T12:00:00Z', 'America/New_York')).toBe('2026-01-31T12:00:00.000Z');
	});
});

describe('on the days on which the clocks change', () => {
	test.each([
		['before they go forward', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
		['in the hour that is left out', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
		['after they went forward', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
		['in the hour that comes twice', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
		['after they went back', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
	])('a time %s', (_when, text, moment) => {
		expect(read(text, 'Europe/Berlin')).toBe(moment);
	});

	test('a time after they went forward, in a timezone that has another offset today', () => {
		expect(read('2011-09-24T04:00:00', 'Pacific/Apia')).toBe('2011-09-24T14:00:00.000Z');
	});

	test('a day without a midnight begins when the clocks have gone forward', () => {
		expect(read('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
	});
});

test.each([
	'2026-02-29',
	'2026-02-30T12:00:00',
	'2026-13-01',
	'2026-00-10',
	'2026-04-31',
	'2026-W54',
	'2026-W00-1',
	'2025-W53-1',
	'2026-W05-8',
	'2026-366',
	'2026-000',
	'2026-01-31T24:01',
	'2026-01-31T12:60',
	'2026-01-31T12:00:60',
	'2026-01-31T12:00+24:00',
	'2026-01-31T',
	'T12:00',
	'31/01/2026',
	'1/2/2026',
	'12',
	'tomorrow',
	'',
])('%p is in no calendar, or no ISO 8601', (text) => {
	expect(read(text)).toBeUndefined();
});

describe('dates are read as n8n reads them', () => {
	const zones = [
		'Europe/Berlin',
		'America/New_York',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
		'Pacific/Apia',
		'UTC',
	];
	const moments = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2037, 0, 1) });
	const forms = fc.constantFrom(
		"yyyy-MM-dd'T'HH:mm:ss",
		'yyyy-MM-dd',
		"kkkk-'W'WW-c",
		'yyyy-ooo',
		"yyyyMMdd'T'HHmmss",
	);

	/** Whether an hour of that day comes twice in the timezone: which one is meant is for each reader to say. */
	const isAmbiguous = (local: DateTime): boolean => local.getPossibleOffsets().length > 1;

	/**
	 * Whether n8n's library misses a time that is there. It guesses from the offset that the timezone has today, and comes out
	 * behind the hour in which clocks went forward while the offset was quite another one, as in Samoa before 2012.
	 */
	const isMissed = (local: DateTime, text: string): boolean => {
		const wanted = DateTime.fromISO(text, { zone: 'UTC' }).toMillis();
		const clock = (one: DateTime): number => one.setZone('UTC', { keepLocalTime: true }).toMillis();
		return clock(local) !== wanted && clock(local.minus({ hours: 1 })) === wanted;
	};

	test('in any timezone, in any form', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...zones), forms, (moment, zone, form) => {
				const text = DateTime.fromMillis(moment, { zone: 'UTC' }).toFormat(form);
				const theirs = DateTime.fromISO(text, { zone });
				fc.pre(!isAmbiguous(theirs) && !isMissed(theirs, text));
				expect(parseIsoDate(text, zone)).toBe(theirs.toMillis());
			}),
			{ numRuns: 300 },
		);
	});

	test('and have the same day there', () => {
		fc.assert(
			fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
				expect(IANAZone.isValidZone(zone)).toBe(true);
				expect(localDay(moment, zone)).toBe(DateTime.fromMillis(moment, { zone }).toISODate());
			}),
			{ numRuns: 100 },
		);
	});
});
