import type {
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';
import { NotFoundError } from '../transport/errors/errors';
import { isObject, type Row } from '../values';
import type { WakeAnswer } from './wake';
import { wakeAddress } from './wakeAddress';
import { pathWith } from '../transport/http/path';

/** Longest wait for one answer, of PromptRails or of n8n, in ms. */
export const WAKE_TIMEOUT_MS = 10_000;

/** The statuses besides those from 500 on after which a call may succeed later; 409 is an execution that runs just now. */
const BUSY_STATUSES = [408, 409, 425, 429];

/** The triggers that can wake a node. */
type WakingHost = IPollFunctions | IWebhookFunctions;

/**
 * What came of waking the node that started a run: it goes on (`woken`), there is nothing that a call could wake (`over`),
 * or a call may succeed `later`.
 */
export type Outcome = 'later' | 'over' | 'woken';

/** Wakes the nodes of this n8n that wait for runs. Nothing else is ever called, whatever the runs carry. */
export class Waker {
	private readonly base: string | undefined;

	/** @param client reads the runs that have to be read first */
	constructor(
		private readonly host: WakingHost,
		private readonly client: PromptRailsClient,
	) {
		this.base = waitingBase(host);
	}

	/**
	 * Wakes the node that waits for a run. Never throws.
	 * @param id the ID of the run in PromptRails
	 * @param known the metadata of the run, where it is known; it is read otherwise
	 */
	async wake(id: string, known?: Row): Promise<Outcome> {
		if (this.base === undefined) return 'over';
		try {
			const metadata = known ?? (await this.metadataOf(id));
			const address = wakeAddress(metadata.n8n, this.host.getInstanceId(), this.base);
			return address === undefined ? 'over' : await this.call(address);
		} catch (error) {
			return error instanceof NotFoundError ? 'over' : 'later';
		}
	}

	private async metadataOf(executionId: string): Promise<Row> {
		const run = await this.client.data<Row>({
			method: 'GET',
			...pathWith('/api/v1/executions/{executionId}', { executionId }),
			timeoutMs: WAKE_TIMEOUT_MS,
		});
		return isObject(run.metadata) ? run.metadata : {};
	}

	private async call(url: string): Promise<Outcome> {
		const request: IHttpRequestOptions = {
			method: 'POST',
			url,
			body: {},
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: WAKE_TIMEOUT_MS,
		};
		const { body, statusCode } = (await this.host.helpers.httpRequest(request)) as IN8nHttpFullResponse;
		// Not by the status: n8n answers with 200 and a page where the execution has ended.
		if (isWakeAnswer(body)) {
			if (body.woken) return 'woken';
			return body.reason === 'unreachable' ? 'later' : 'over';
		}
		return statusCode >= 500 || BUSY_STATUSES.includes(statusCode) ? 'later' : 'over';
	}
}

const isWakeAnswer = (body: unknown): body is WakeAnswer => isObject(body) && typeof body.woken === 'boolean';

/**
 * The address of the waiting webhooks of this n8n, as other machines reach it. A trigger is told it nowhere, but n8n
 * evaluates the default of a parameter that does not exist, and expressions know an address of that kind.
 */
function waitingBase(host: WakingHost): string | undefined {
	try {
		const sample = new URL(String(host.getNodeParameter('none', '={{ $execution.resumeUrl }}')));
		return ['http:', 'https:'].includes(sample.protocol) ? new URL('.', sample).href.slice(0, -1) : undefined;
	} catch {
		return undefined;
	}
}
