/**
 * What real servers were seen to do, or their source says, beyond what the API documents: one switch each, off unless it is
 * named. What is learned of a real server becomes a row here, then a behavior of the emulator, then a test.
 */
export const ODDITIES = {
	hookTokenInInput:
		'The call of a hook answers with the whole execution, and its input, read later too, has the token of the hook',
	inactiveTriggers: 'Webhook triggers and triggers are made inactive unless the body says `is_active: true`',
	totalPagesMeta: 'API v2 words the meta of a list as the first generation does: `total_pages`',
	exactStatusFilter: 'A status filter finds nothing in the spelling of the other generation',
	unstableOrder:
		'Rows of one moment change places between two requests, so that pages overlap and leave rows out',
	tracesByRowId: 'A trace is found by the `id` of its row alone, not by the `trace_id` that executions name',
	ignoredFilters:
		'Filters of approvals, traces, LLM models, scores, sessions and webhook triggers are ignored',
	requiredAtProperty:
		'Schemas say `required` at the property, and those of prompts are a list of `parameters`',
	refusedStates: 'What the state of a thing forbids (decided already, ended already, disabled) is a 400',
	pathsTakenForIds:
		'A path that the server lacks is taken for the ID of something: 404 with the error envelope',
	blankVersions: 'Versions whose `version` is an empty text exist',
	wholeFileList: 'The list of the files of an agent ignores `offset` and `limit`',
	ignoredSessionMetadata: 'The `metadata` of a new chat session is not kept',
	ignoredRunMetadata: 'The `metadata` of a run is not kept',
	laterAnswers: 'A chat message is answered at once with `assistant_message: null` and an `execution_id`',
	twoAgentTypes:
		'API v2 knows the agent types `agent` and `workflow` alone, and drops the model fields of prompt versions',
	shortAssetTypes: 'Assets are of the types `image`, `audio` and `video`, and are filtered by these alone',
	nestedOutputs: 'Outputs are shaped `{answer}`, `{output}` or `{content: {output}}`',
	outputWhilePaused:
		'A run that waits for approval, or was rejected, has the output that nobody approved in its `output`',
	uiEvents: 'Streams carry events `ui`, and end with `complete` in the place of `done`',
	schedulesWithNextRun: 'A schedule trigger is refused without `next_run_at`',
	promoteByPut: 'API v2 promotes a version by PUT',
	limitedKeys: 'A key that is limited to certain agents gets a 403 from the others',
	numberedVersions: 'A version without a version text is numbered by the server',
	oddErrors: 'The `error` of a run is a list, a number or an object; an empty text means none',
} as const;

export type OddityName = keyof typeof ODDITIES;

export const ODDITY_NAMES = Object.keys(ODDITIES) as OddityName[];

/**
 * Reads what `--odd` was given.
 * @param text `all`, or names separated by commas
 * @throws Error that lists the names when one is not known
 */
export function parseOddities(text = ''): OddityName[] {
	if (text === 'all') return ODDITY_NAMES;
	const names = text.split(',').filter((name) => name !== '');
	const unknown = names.filter((name) => !Object.hasOwn(ODDITIES, name));
	if (unknown.length > 0) {
		throw new Error(`No such oddity: ${unknown.join(', ')}. Known: all, ${ODDITY_NAMES.join(', ')}`);
	}
	return names as OddityName[];
}
