import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { verifySignature } from '../shared/webhook/verify';
import { onAgentCall } from './agentWebhook';
import { answer, headerFilter, headerOf, rawCall, readCall } from './call';
import { onPlatformEvent } from './platformEvent';
import { noGuard, replayGuard } from './replayGuard';
import { includedHeaders, isAgentWebhook, verification } from './settings';

/** Answers a call of n8n's URL: 401 unless it is verified, 400 when it cannot be read, 409 when it came before. */
export async function receive(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	const raw = rawCall(host);
	const { isOn, header, secrets, refusesReplays } = verification(host);
	const verdict = isOn
		? verifySignature({ rawBody: raw.rawBody, header: headerOf(raw, header), secrets })
		: undefined;
	if (verdict?.isValid === false) return answer(host, 401, { error: verdict.reason });
	const call = readCall(raw, headerFilter(header, includedHeaders(host)));
	if (!call) return answer(host, 400, { error: 'The body is not a JSON object' });
	const guard = verdict && refusesReplays ? replayGuard(host, raw, verdict.timestamp) : noGuard;
	return isAgentWebhook(host)
		? await onAgentCall(host, call, guard)
		: await onPlatformEvent(host, call, guard);
}
