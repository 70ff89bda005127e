/** The date of an ISO 8601 text: by month and day, by week and weekday, or by the day of the year. */
const DATE =
	/^(?<year>\d{4})(?:-?W(?<week>\d\d)(?:-?(?<weekday>[1-7]))?|-?(?<ordinal>\d{3})|-(?<month>\d\d)(?:-(?<day>\d\d))?|(?<compact>\d{4}))?$/i;
const TIME =
	/^(?<hour>\d\d)(?::?(?<minute>\d\d)(?::?(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?)? ?(?<offset>Z|[+-]\d\d(?::?\d\d)?)?$/i;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Parts = Partial<Record<string, string>>;

/**
 * Reads a date that is written as ISO 8601: what else `Date` reads is a guess.
 * @param timezone where a date without an offset is meant, such as `Europe/Berlin`
 * @returns ms since the epoch; undefined when it is no such date, or one that no calendar has
 */
export function parseIsoDate(text: string, timezone: string): number | undefined {
	const [, date = '', clock = '00'] = /^([^T ]+)(?:[T ](.+))?$/i.exec(text) ?? [];
	const parts: Parts = { ...DATE.exec(date)?.groups };
	const timeParts = TIME.exec(clock)?.groups;
	if (parts.year === undefined || timeParts === undefined) return undefined;
	const [day, time, offset] = [dayOf(parts), timeOf(timeParts), offsetOf(timeParts)];
	if (day === undefined || time === undefined || offset === undefined) return undefined;
	const local = day + time;
	return offset === 'none' ? fromLocal(local, timezone) : local - offset;
}

/** The calendar day, such as `2026-01-31`, that it is at a moment in a timezone. */
export function localDay(moment: number, timezone: string): string {
	return new Date(moment + offsetAt(moment, timezone)).toISOString().slice(0, 10);
}

/** The start of a day as if it were UTC. */
function dayOf(parts: Parts): number | undefined {
	const year = Number(parts.year);
	if (parts.week) return weekday(year, Number(parts.week), Number(parts.weekday ?? 1));
	if (parts.ordinal) return within(year, startOf(year) + (Number(parts.ordinal) - 1) * DAY_MS);
	const month = Number(parts.month ?? parts.compact?.slice(0, 2) ?? 1);
	const day = Number(parts.day ?? parts.compact?.slice(2) ?? 1);
	const start = startOf(year, month, day);
	// `Date` counts on from the 30th of February.
	const fits = new Date(start).getUTCMonth() === month - 1 && new Date(start).getUTCDate() === day;
	return fits ? start : undefined;
}

/** The first week of a year is the one with its fourth of January, and weeks start on Mondays. */
function weekday(year: number, week: number, day: number): number | undefined {
	const monday = startOf(year, 1, 4) - ((new Date(startOf(year, 1, 4)).getUTCDay() + 6) % 7) * DAY_MS;
	const thursday = monday + ((week - 1) * 7 + 3) * DAY_MS;
	return within(year, thursday) === undefined ? undefined : thursday + (day - 4) * DAY_MS;
}

function within(year: number, day: number): number | undefined {
	return new Date(day).getUTCFullYear() === year ? day : undefined;
}

/** `Date.UTC` takes the years before 100 for those of the last century. */
function startOf(year: number, month = 1, day = 1): number {
	return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** The time of a day in ms; midnight may be written as 24:00. */
function timeOf({ hour = '0', minute = '0', second = '0', fraction = '0' }: Parts): number | undefined {
	const milliseconds = Math.floor(Number(`0.${fraction}`) * 1000);
	const time = (Number(hour) * 60 + Number(minute)) * MINUTE_MS + Number(second) * 1000 + milliseconds;
	const fits = Number(minute) < 60 && Number(second) < 60 && time <= DAY_MS;
	return fits ? time : undefined;
}

/** The offset from UTC in ms. */
function offsetOf({ offset }: Parts): number | 'none' | undefined {
	if (offset === undefined) return 'none';
	if (/z/i.test(offset)) return 0;
	const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(3).replace(':', ''))];
	if (hours > 23 || minutes > 59) return undefined;
	return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}

/**
 * The moment at which clocks of a timezone show a time. Of an hour that comes twice when they go back, it is the first one;
 * one that is left out when they go forward counts on from the change, as n8n's own dates do.
 */
function fromLocal(local: number, timezone: string): number {
	const [before, after] = [offsetAt(local - DAY_MS, timezone), offsetAt(local + DAY_MS, timezone)];
	const moment = local - before;
	return offsetAt(moment, timezone) === before || offsetAt(local - after, timezone) !== after
		? moment
		: local - after;
}

/** How far the clocks of a timezone are ahead of UTC at a moment, in ms. */
function offsetAt(moment: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		era: 'short',
	}).formatToParts(moment);
	const part = (type: Intl.DateTimeFormatPartTypes): string =>
		parts.find((each) => each.type === type)?.value ?? '';
	const year = part('era').startsWith('B') ? 1 - Number(part('year')) : Number(part('year'));
	const clock =
		startOf(year, Number(part('month')), Number(part('day'))) +
		(Number(part('hour')) * 60 + Number(part('minute'))) * MINUTE_MS +
		Number(part('second')) * 1000;
	return clock - Math.floor(moment / 1000) * 1000;
}
