import { DEFAULT_RETRY_BUDGET_MS, DEFAULT_TIMEOUT_MS } from '../../transport/http/apiRequest';
import { FIRST_AT_ONCE, MOST_AT_ONCE } from '../../transport/http/concurrency';
import { localField, optionField } from './fields';

/** Seconds to wait for an answer, where neither the user nor the operation says otherwise. */
export const DEFAULT_TIMEOUT_SECONDS = DEFAULT_TIMEOUT_MS / 1000;
const DEFAULT_RETRY_BUDGET_SECONDS = DEFAULT_RETRY_BUDGET_MS / 1000;

/** Shown by every list. */
export const returnAllField = localField({
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

/** Shown by every list that does not return all. */
export const limitField = localField({
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
});

/** Shown by every operation whose answer has more fields than people need. */
export const simplifyField = localField({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const itemsInFlightField = optionField({
	displayName: 'Max Parallel Items',
	name: 'itemsInFlight',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
	default: FIRST_AT_ONCE,
	description:
		'How many input items to work on at the same time, from 1 to 100. Without this option, it starts with 10, and goes up to 100 as long as the server keeps up. The output keeps the order of the input. The value of the first item counts.',
});

const retryBudgetField = optionField({
	displayName: 'Max Retry Time (Seconds)',
	name: 'retryBudget',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULT_RETRY_BUDGET_SECONDS,
	description:
		'Longest time in seconds to spend on one request with all of its retries. Set it to 0 to turn retries off. The value of the first item counts.',
});

/** The entries that the Options collection of every operation has. */
export const commonOptions = (timeoutSeconds = DEFAULT_TIMEOUT_SECONDS) => [
	itemsInFlightField,
	retryBudgetField,
	optionField({
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: timeoutSeconds,
		description: 'Longest time in seconds to wait for an answer of PromptRails',
	}),
];
