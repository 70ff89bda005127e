import type { IExecuteFunctions, ISupplyDataFunctions } from 'n8n-workflow';

type WithExecuteData = ISupplyDataFunctions & Partial<Pick<IExecuteFunctions, 'getExecuteData'>>;

/**
 * The object that n8n makes for one run of the node that a sub-node is connected to. Each try of that node's Retry On Fail
 * has the same one. The context of sub-nodes has it, although its type does not say so; without it each try is on its own.
 */
export function parentRun(host: WithExecuteData): object {
	return host.getExecuteData?.() ?? {};
}
