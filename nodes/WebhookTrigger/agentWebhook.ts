import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asResult, followRun } from '../shared/execution/follow';
import { executionIdOf } from '../shared/execution/result';
import { runState } from '../shared/execution/status';
import { errorJson } from '../shared/operation/run/nodeError';
import { PromptRailsClient } from '../shared/transport/client';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { callHook, simplifyHookAnswer } from '../shared/webhook/hookCall';
import { answer, type Call, start } from './call';
import { DEFAULT_RUN_SECONDS } from './fields';
import { refuseReplay, type ReplayGuard } from './replayGuard';
import { readRegistration, refreshRegistration, type Registration } from './registration';
import { options, parameter } from './settings';

/** What came of a call: the run, or why there is none. */
type Outcome = { execution: IDataObject; error?: undefined } | { execution: null; error: PromptRailsError };

/**
 * Runs the agent with the call's body and starts the workflow with what came of it. When PromptRails does not take the
 * call, the workflow starts all the same, with `error` instead of an execution, for the caller may have its answer.
 */
export async function onAgentCall(
	host: IWebhookFunctions,
	{ text, body, headers, query }: Call,
	guard: ReplayGuard,
): Promise<IWebhookResponseData> {
	const registration = readRegistration(host);
	if (!registration) {
		return answer(host, 503, { error: 'The webhook is not registered: publish the workflow again' });
	}
	if (!guard.admit()) return refuseReplay(host);
	const isImmediate = parameter(host, 'respond', 'immediately') !== 'whenRunEnds';
	if (isImmediate) answer(host, 202, { received: true });
	const outcome = await run(host, registration, text);
	// It is certain that no run started: the caller may try again.
	if (outcome.error && !outcome.error.outcomeUnknown) guard.forget();
	if (!isImmediate) respond(host, outcome);
	refreshRegistration(host);
	return start({
		body,
		headers,
		...(Object.keys(query).length > 0 ? { query } : {}),
		execution: outcome.execution,
		...(outcome.error ? { error: errorJson(outcome.error) } : {}),
	});
}

async function run(
	host: IWebhookFunctions,
	{ token, secret }: Registration,
	input: string,
): Promise<Outcome> {
	const settings = options(host);
	const seconds = Number(settings.timeout);
	const timeoutMs = (seconds > 0 ? seconds : DEFAULT_RUN_SECONDS) * 1000;
	const deadline = Date.now() + timeoutMs;
	try {
		const client = await PromptRailsClient.create(host);
		const started = (await callHook(client, { token, secret, input, options: settings, timeoutMs })) ?? {};
		return { execution: await settled(client, started, deadline) };
	} catch (error) {
		const failure =
			error instanceof PromptRailsError
				? error
				: new PromptRailsError({ message: (error as Error).message, cause: error });
		host.logger.warn(`The call was not carried out by PromptRails: ${failure.message}`);
		return { execution: null, error: failure };
	}
}

/** The run when it is no longer open; as far as it is known when that takes too long or cannot be followed. */
async function settled(
	client: PromptRailsClient,
	started: IDataObject,
	deadline: number,
): Promise<IDataObject> {
	if (started.status === undefined || executionIdOf(started) === '') return started;
	const run = await followRun(client, started, deadline).catch((error: unknown) => {
		if (!(error instanceof PromptRailsError)) throw error;
		return { ...started, status: (error.details.status ?? started.status) as string };
	});
	return runState(run.status) === 'awaitingApproval' ? await asResult(client, run) : run;
}

function respond(host: IWebhookFunctions, { execution, error }: Outcome): void {
	if (error) answer(host, 502, { error: 'PromptRails did not run the agent' });
	else answer(host, 200, simplifyHookAnswer(execution));
}
