import type { ApiRequest } from '../http/apiRequest';

/** Why a server of one generation of the API lacks a route, in the user's words. */
export interface GenerationText {
	message: string;
	hint: string;
}

/** What is gone from the second generation, and what replaces it there (docs/platform.md, P2). */
const GONE: Array<{ path: RegExp; what: string; instead: string }> = [
	{
		path: /\/memories(\/|$)/,
		what: 'memories',
		instead:
			'Newer servers keep what agents remember in the files of the agent: use the resource File of the node PromptRails Agent.',
	},
	{
		path: /^\/api\/v1\/(scores|score-configs)(\/|$)/,
		what: 'scores',
		instead:
			'Newer servers take a thumbs up or down for an answer: use Send Feedback of the node PromptRails Chat. What else you score, keep in a table of your own.',
	},
	{
		path: /\/prompts\/\{\w+\}\/run$/,
		what: 'runs of prompts without an agent',
		instead:
			'Use Try With Another Prompt or Execute of the node PromptRails Agent, with an agent that has the prompt.',
	},
	{
		path: /^\/api\/v1\/sessions(\/|$)/,
		what: 'sessions of traces',
		instead: 'Use Trace: Get Summary with the filter Session, or the sessions of the node PromptRails Chat.',
	},
	{
		path: /^\/api\/v1\/templates(\/|$)/,
		what: 'flow templates',
		instead: 'Build the agent with Create, then Version: Create, of the node PromptRails Agent.',
	},
	{
		path: /^\/api\/v1\/(costs\/|traces\/summary$)/,
		what: 'totals of costs',
		instead: 'Add up the cost of the executions, which Get Many of the node PromptRails Execution lists.',
	},
	{
		path: /^\/api\/v1\/dashboard\//,
		what: 'dashboard metrics',
		instead: 'Use Trace: Get Summary of the node PromptRails Execution.',
	},
];

/** For what came with the second generation, so that older servers lack it. */
const NOT_YET: GenerationText = {
	message: 'This PromptRails server does not have this operation yet',
	hint: 'The operation came with API v2 of PromptRails, and this server has an older one. Use a server that has API v2, or do without the operation.',
};

/** Says what a missing route means where one generation of the API is known to lack it; undefined for any other. */
export function textForGeneration({
	path,
	since,
}: Pick<ApiRequest, 'path' | 'since'>): GenerationText | undefined {
	if (since) return NOT_YET;
	const gone = GONE.find((row) => row.path.test(path));
	return gone && { message: `This PromptRails server has no ${gone.what}`, hint: gone.instead };
}
