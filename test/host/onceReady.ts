import { poll } from './polling';

const READY_WITHIN_SECONDS = 60;

/** What came back from n8n. */
export interface Answer {
	status: number;
	text: string;
}

/** Calls n8n, again as long as it says that it did nothing yet: under load it may wait for its database. */
export async function onceReady<T extends Answer>(call: () => Promise<T>): Promise<T> {
	const ask = async () => {
		const answer = await call();
		return answer.status === 503 && answer.text.includes('Database is not ready') ? undefined : answer;
	};
	return await poll(ask, { what: 'n8n has its database', timeoutSeconds: READY_WITHIN_SECONDS });
}
