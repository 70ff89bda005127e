import type {
	IExecuteData,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { Memory } from './sleep';

/** The webhook of a node that is woken by its own signed URL: the path opens that node alone. */
export const wakeWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	// Without it, n8n answers with the name of a response mode.
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
};

/**
 * What a sleeping node answers to a call of its URL. Why it sleeps on: its decision is `open`; it does not sleep (`awake`);
 * PromptRails was `unreachable`, so that a later call may find more.
 */
export type WakeAnswer = { woken: true } | { woken: false; reason: 'awake' | 'open' | 'unreachable' };

/** Answers the call and wakes the node: the nap passes nothing on, and n8n runs the node again with its state. */
export const wakeUp = (): IWebhookResponseData => ({
	webhookResponse: { woken: true } satisfies WakeAnswer,
	workflowData: [[]],
});

/** Answers the call and lets the node sleep on. A `webhook()` that throws would wake it, and lose what ran before. */
export const sleepOn = (reason: 'awake' | 'open' | 'unreachable'): IWebhookResponseData => ({
	webhookResponse: { woken: false, reason } satisfies WakeAnswer,
});

/** What the node remembers while it sleeps, read in its `webhook()`; undefined when it does not sleep. */
export function asleep<State>(host: IWebhookFunctions): State | undefined {
	// Not in the published type of the context.
	const { runExecutionData } = host as {
		runExecutionData?: { executionData?: { nodeExecutionStack?: IExecuteData[] } } | null;
	};
	const { name } = host.getNode();
	const entry = runExecutionData?.executionData?.nodeExecutionStack?.find(
		({ node, metadata }) => node.name === name && metadata?.subNodeExecutionData,
	);
	const memory = entry?.metadata?.subNodeExecutionData?.metadata as { sleep?: Memory<State> } | undefined;
	return memory?.sleep?.state;
}
