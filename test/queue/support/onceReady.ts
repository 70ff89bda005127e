import { poll } from '../../host';

const READY_WITHIN_SECONDS = 60;

/** What came back from n8n. */
export interface Answer {
	status: number;
	text: string;
}

/** Calls n8n, again as long as it says that it did nothing yet: under load it may wait for its database. */
export async function onceReady(call: () => Promise<Answer>): Promise<Answer> {
	const ask = async () => {
		const answer = await call();
		return answer.status === 503 && answer.text.includes('Database is not ready') ? undefined : answer;
	};
	return await poll(ask, { what: 'n8n has its database', timeoutSeconds: READY_WITHIN_SECONDS });
}

/** The same for a call that must be let in. */
export async function letIn(call: () => Promise<Response>): Promise<void> {
	const { status, text } = await onceReady(async () => {
		const response = await call();
		return { status: response.status, text: await response.text() };
	});
	if (status !== 200) throw new Error(`n8n answered ${status}: ${text.slice(0, 200)}`);
}
