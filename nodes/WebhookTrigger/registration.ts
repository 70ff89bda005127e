import type { IDataObject } from 'n8n-workflow';

import type { TriggerHost } from './settings';

/** The webhook trigger in PromptRails that belongs to a node, in the node's static data. */
export interface Registration {
	triggerId: string;
	agentId: string;
	token: string;
	/** What PromptRails wants calls of the hook to be signed with; empty if nothing. */
	secret: string;
	/** Who created it: static data can be copied with its workflow. */
	owner: string;
	/** Whether it lasts only while the editor listens. */
	isTest: boolean;
}

/**
 * What this process registered last, by owner. n8n stores static data when a call has been answered: one that was
 * under way while the workflow was published again would write the registration back that it had started with.
 */
const latest = new Map<string, Registration | undefined>();

/** This node in this workflow of this n8n. */
export function ownerOf(host: TriggerHost): string {
	return [host.getInstanceId(), host.getWorkflow().id, host.getNode().id].join('/');
}

/** What is registered, unless somebody else did it. */
export function readRegistration(host: TriggerHost): Registration | undefined {
	const stored = host.getWorkflowStaticData('node').registration as unknown as Registration | undefined;
	return stored?.owner === ownerOf(host) ? stored : undefined;
}

/** Keeps what was registered. */
export function storeRegistration(host: TriggerHost, registration: Registration): void {
	host.getWorkflowStaticData('node').registration = { ...registration } as unknown as IDataObject;
	if (!registration.isTest) latest.set(registration.owner, registration);
}

/** Forgets what was registered. */
export function clearRegistration(host: TriggerHost): void {
	const stored = readRegistration(host);
	delete host.getWorkflowStaticData('node').registration;
	if (stored && !stored.isTest) latest.set(stored.owner, undefined);
}

/** To be called after a wait within a call: updates the registration, which n8n stores when the call ends. */
export function refreshRegistration(host: TriggerHost): void {
	const owner = ownerOf(host);
	if (host.getMode() === 'manual' || !latest.has(owner)) return;
	const registration = latest.get(owner);
	if (registration) storeRegistration(host, registration);
	else clearRegistration(host);
}
