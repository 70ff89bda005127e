import type {
	IDataObject,
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

/** Answers the call and wakes the node: the nap passes nothing on, and n8n runs the node again with its state. */
export const wakeUp = (webhookResponse: IDataObject): IWebhookResponseData => ({
	webhookResponse,
	workflowData: [[]],
});

/** Answers the call and lets the node sleep on. A `webhook()` that throws would wake it, and lose what ran before. */
export const sleepOn = (webhookResponse: IDataObject): IWebhookResponseData => ({ webhookResponse });

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
