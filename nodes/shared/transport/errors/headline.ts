import type { PromptRailsError } from './errors';
import { shortened } from './quoted';

/** Longest headline, in characters. */
const LONGEST = 200;
/** What a sentence has at least, in words: others, such as "forbidden", say no more than the status. */
const FEWEST_WORDS = 3;
/** Sentences that say no more than the status, which ours explain. */
const SAYS_NO_MORE = [
	'an error occurred',
	'an unexpected error occurred',
	'http version not supported',
	'internal server error',
	'invalid api key',
	'missing api key',
	'missing or invalid api key',
	'network authentication required',
	'payload too large',
	'proxy authentication required',
	'rate limit exceeded',
	'request entity too large',
	'request header fields too large',
	'service temporarily unavailable',
	'something went wrong',
	'too many requests',
	'unavailable for legal reasons',
	'unsupported media type',
];
const PREFIX = /^(invalid|bad) request: /i;

/**
 * What PromptRails itself said of the reason, as a sentence without its full stop; undefined where it said nothing, or
 * nothing that its status does not say.
 */
export function ownSentence({
	serverText = '',
	saidBy,
	statusCode = 400,
	routeMissing,
}: PromptRailsError): string | undefined {
	// Of other answers, our own words say what they mean.
	if (saidBy !== undefined || routeMissing || statusCode < 400) return undefined;
	const text = serverText.replace(PREFIX, '').replace(/\.$/, '');
	if (SAYS_NO_MORE.includes(text.toLowerCase()) || text.split(' ').length < FEWEST_WORDS) return undefined;
	// Not the name of a field, such as `input.name`.
	return /^[a-z]+ /.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}

/** The one line that says what happened: in PromptRails' own words where it gave the reason, else in ours. */
export function headlineOf(error: PromptRailsError): string {
	return shortened(ownSentence(error) ?? error.message, LONGEST);
}
