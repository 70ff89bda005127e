import type { Context } from '../context';
import type { JsonObject } from '../core/schema';
import type { Execution } from '../store/rows';

const NESTINGS: Array<(text: string) => JsonObject> = [
	(text) => ({ answer: text }),
	(text) => ({ output: text }),
	(text) => ({ content: { output: text } }),
];
const ERRORS: Array<(text: string) => unknown> = [
	(text) => [text, 'the run was given up'],
	() => 500,
	(text) => ({ code: 'model_error', message: text }),
];

/** The output of an execution as the server writes it. */
export function outputView({ settings, store }: Context, { id, ...execution }: Execution): JsonObject | null {
	const [approval] = store.approvals.where(({ execution_id }) => execution_id === id);
	const isShown = settings.oddities.has('outputWhilePaused') && approval !== undefined;
	const output = execution.output ?? (isShown ? (approval.payload.output as JsonObject) : null);
	if (!settings.oddities.has('nestedOutputs') || typeof output?.content !== 'string') return output;
	return oneOf(NESTINGS, id)(output.content);
}

/** The error of an execution as the server writes it. */
export function errorView({ settings }: Context, { id, error }: Execution): unknown {
	return settings.oddities.has('oddErrors') && error !== '' ? oneOf(ERRORS, id)(error) : error;
}

/** One of several, by an ID: the same each time, another one for the next ID. */
function oneOf<T>(several: T[], id: string): T {
	const sum = [...id].reduce((total, character) => total + character.charCodeAt(0), 0);
	return several[sum % several.length];
}
