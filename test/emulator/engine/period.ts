/** The period that a query asks for; open where an end is missing. */
export interface Period {
	from?: string;
	to?: string;
}

/** Whether an instant is within a period, both ends included. */
export function isWithin(instant: string, { from, to }: Period): boolean {
	const at = Date.parse(instant);
	return (from === undefined || at >= Date.parse(from)) && (to === undefined || at <= endOf(to));
}

// A day without a time means the whole day.
function endOf(date: string): number {
	return Date.parse(date.length === 10 ? `${date}T23:59:59.999Z` : date);
}
