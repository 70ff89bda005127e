import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { noChunks } from '../shared/execution/chunks';
import { byPolling } from '../shared/execution/follow';
import { asResult, executionIdOf, isOpen } from '../shared/execution/result';
import { newRun } from '../shared/execution/run';
import { runState } from '../shared/execution/status';
import { errorJson } from '../shared/operation/run/nodeError';
import { PromptRailsClient } from '../shared/transport/client';
import { PromptRailsError, ServerError } from '../shared/transport/errors/errors';
import { callHook, isRun, simplifyHookAnswer } from '../shared/webhook/hookCall';
import { withoutSecrets } from '../shared/webhook/withoutSecrets';
import { answer, type Call, start } from './call';
import { DEFAULT_RUN_SECONDS, SIMPLIFY_SINCE } from './fields';
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
	// Read before anything is noted or sent: an expression that fails must not cost a run.
	const settings = options(host);
	const isImmediate = parameter(host, 'respond', 'immediately') !== 'whenRunEnds';
	const isSimple = simplifies(host);
	if (!guard.admit()) return refuseReplay(host);
	if (isImmediate) answer(host, 202, { received: true });
	const outcome = await run(host, registration, text, settings);
	// It is certain that no run started: the caller may try again.
	if (outcome.error && !outcome.error.outcomeUnknown) guard.forget();
	if (!isImmediate) respond(host, outcome);
	refreshRegistration(host);
	return start({
		...(isSimple ? simple(outcome.execution) : { execution: outcome.execution }),
		body,
		headers,
		...(Object.keys(query).length > 0 ? { query } : {}),
		...(outcome.error ? { error: errorJson(outcome.error) } : {}),
	});
}

/** Workflows that were saved before there was Simplify go on with what they had. Only a plain no turns it off. */
function simplifies(host: IWebhookFunctions): boolean {
	const isOff = /^\s*false\s*$/i.test(String(parameter(host, 'simplify', true)));
	return host.getNode().typeVersion >= SIMPLIFY_SINCE && !isOff;
}

/** What came of the run, with the answer under `output` as everywhere. */
function simple(execution: IDataObject | null): IDataObject {
	return execution !== null && isRun(execution) ? simplifyHookAnswer(execution) : { output: execution };
}

async function run(
	host: IWebhookFunctions,
	{ token, secret }: Registration,
	input: string,
	settings: IDataObject,
): Promise<Outcome> {
	const seconds = Number(settings.timeout);
	const timeoutMs = (seconds > 0 ? seconds : DEFAULT_RUN_SECONDS) * 1000;
	const deadline = Date.now() + timeoutMs;
	let isSent = false;
	try {
		const client = await PromptRailsClient.create(host);
		isSent = true;
		const started = await callHook(client, { token, secret, input, options: settings, timeoutMs });
		if (!started || Object.keys(started).length === 0) throw acceptedWithoutRun();
		const execution = await settled(host, client, started, deadline);
		return { execution: withoutSecrets(execution, [token, secret]) };
	} catch (error) {
		const failure =
			error instanceof PromptRailsError
				? error
				: new PromptRailsError({ message: (error as Error).message, cause: error, outcomeUnknown: isSent });
		host.logger.warn(`${answerTo(failure)}: ${failure.message}`);
		return { execution: null, error: failure };
	}
}

/** For an answer that says that the call arrived, and nothing about a run. */
function acceptedWithoutRun(): PromptRailsError {
	return new ServerError({
		message: 'PromptRails took the call, but did not say what came of it',
		hint: 'Look at the executions in PromptRails before you send the call again.',
		outcomeUnknown: true,
	});
}

/**
 * The run when it is no longer open; as far as it is known when that takes too long or cannot be followed. It never fails,
 * because the run has started.
 */
async function settled(
	host: IWebhookFunctions,
	client: PromptRailsClient,
	started: IDataObject,
	deadline: number,
): Promise<IDataObject> {
	const id = executionIdOf(started);
	if (started.status === undefined || id === '') return started;
	const run = newRun({ id, isOwn: true, reading: { row: started } });
	const soFar = (): IDataObject => run.reading?.row ?? started;
	try {
		await byPolling(run, { client, host, deadline, chunks: noChunks });
		if (isOpen(soFar())) host.logger.warn('The run was not followed to its end');
		else return await asShown(client, soFar());
	} catch (error) {
		host.logger.warn(`The run was not followed to its end: ${(error as Error).message}`);
	}
	return { ...started, status: soFar().status };
}

async function asShown(client: PromptRailsClient, run: IDataObject): Promise<IDataObject> {
	return runState(run.status) === 'awaitingApproval' ? await asResult(client, run) : run;
}

function respond(host: IWebhookFunctions, { execution, error }: Outcome): void {
	if (!error) answer(host, 200, simplifyHookAnswer(execution));
	else answer(host, 502, { error: answerTo(error), outcomeUnknown: error.outcomeUnknown });
}

/** What the caller may know of a failure. */
function answerTo({ outcomeUnknown }: PromptRailsError): string {
	return outcomeUnknown
		? 'It is unknown whether PromptRails ran the agent: look at its executions before you send the call again'
		: 'PromptRails did not run the agent';
}
