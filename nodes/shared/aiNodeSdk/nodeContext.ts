import type { IContextObject, IExecuteFunctions, ISupplyDataFunctions } from 'n8n-workflow';

type WithContext = ISupplyDataFunctions & Partial<Pick<IExecuteFunctions, 'getContext'>>;

/**
 * What n8n keeps of a sub-node for the time of one execution. The context of sub-nodes has it, although its type does not
 * say so; a host without it keeps nothing.
 */
export function nodeContext(host: WithContext): IContextObject {
	return host.getContext?.('node') ?? {};
}
