import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	ISupplyDataFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import '../hostVersion';

/** The credential's internal name. */
export const CREDENTIAL_NAME = 'promptRailsApi';

/** Every context of n8n from which requests are made. */
export type PromptRailsHost =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IPollFunctions
	| ISupplyDataFunctions
	| IWebhookFunctions;

/** The signal that aborts when n8n cancels the execution; undefined where the context has none. */
export function cancelSignal(host: PromptRailsHost): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in host ? host.getExecutionCancelSignal() : undefined;
}

/** The same host without its cancel signal: for requests with a signal of their own, and for the last one of a cancelled execution. */
export function withoutCancellation(host: PromptRailsHost): PromptRailsHost {
	const detached: Pick<PromptRailsHost, 'getCredentials' | 'getNode' | 'helpers' | 'logger'> = {
		getCredentials: host.getCredentials.bind(host),
		getNode: host.getNode.bind(host),
		helpers: host.helpers,
		logger: host.logger,
	};
	return detached as PromptRailsHost;
}

/** Whether somebody reads what the execution streams, such as the visitor of a chat. Older hosts do not stream. */
export function isWatched(host: PromptRailsHost): boolean {
	return 'isStreaming' in host && typeof host.isStreaming === 'function' && host.isStreaming();
}

/** Whether the node runs as a tool of an AI agent; by its type, because `isToolExecution` is always false (docs/platform.md, N7). */
export function isTool(host: PromptRailsHost): boolean {
	return host.getNode().type.endsWith('Tool');
}

/** Whether the node is the human review of an AI agent's tools, which n8n makes of nodes that ask and wait. */
export function isReview(host: PromptRailsHost): boolean {
	return host.getNode().type.endsWith('HitlTool');
}
