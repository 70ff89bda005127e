import { onceReady } from '../../host';

/** Makes a call that n8n must let in, again as long as it has no database. */
export async function letIn(call: () => Promise<Response>): Promise<void> {
	const { status, text } = await onceReady(async () => {
		const response = await call();
		return { status: response.status, text: await response.text() };
	});
	if (status !== 200) throw new Error(`n8n answered ${status}: ${text.slice(0, 200)}`);
}
