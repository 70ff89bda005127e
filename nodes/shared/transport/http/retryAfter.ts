type Headers = Record<string, unknown>;

/**
 * How long the server asks to wait, in ms: `retry-after-ms`, or `Retry-After` in seconds or as a date.
 * @returns undefined when there is no usable hint (absent, negative, rubbish or in the past)
 */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
	const exact = positive(Number(text(headers, 'retry-after-ms')));
	if (exact !== undefined) return exact;
	const hint = text(headers, 'retry-after');
	const seconds = positive(Number(hint) * 1000);
	if (seconds !== undefined || hint === undefined || !/[a-z]/i.test(hint)) return seconds;
	return positive(Date.parse(hint) - now);
}

function positive(value: number): number | undefined {
	return Number.isFinite(value) && value > 0 ? value : undefined;
}

/** A header in any case, the first one when it came several times. */
function text(headers: Headers | undefined, name: string): string | undefined {
	const key = Object.keys(headers ?? {}).find((candidate) => candidate.toLowerCase() === name);
	const value = key === undefined ? undefined : headers?.[key];
	const first = Array.isArray(value) ? (value[0] as unknown) : value;
	return typeof first === 'string' || typeof first === 'number'
		? String(first).trim() || undefined
		: undefined;
}
