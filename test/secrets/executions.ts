import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { StoredExecution } from '../host';

/** Fields of the nodes in which users type secrets: SECURITY.md says that who reads the workflow reads them. */
const TYPED = ['secret', 'previousSecret', 'token'];
/** Operations that show a new trigger's token and secret, for there is no other time to read them. */
const SHOW_ONCE = ['create', 'update'];
const TRIGGER_RESOURCES = ['webhookTrigger', 'trigger'];
const SHOWN = ['token', 'secret'];

/** The text of an execution without the few places that hold a secret by design, which SECURITY.md names. */
export function readable({ data, workflow }: StoredExecution): string {
	const showing = workflow.nodes.filter(showsOnce).map(({ name }) => name);
	return JSON.stringify([withoutShown(data, showing), withoutRegistration(workflow)], withoutTyped);
}

function showsOnce({ type, parameters: { resource, operation } }: INode): boolean {
	return (
		isOurs(type) && TRIGGER_RESOURCES.includes(String(resource)) && SHOW_ONCE.includes(String(operation))
	);
}

const isOurs = (type: unknown): boolean => String(type).startsWith('n8n-nodes-promptrails.');

const without = (value: object, names: string[]): object =>
	Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/** The output of nodes that show a token once. */
function withoutShown(data: unknown, names: string[]): unknown {
	const { resultData = {} } = (data ?? {}) as { resultData?: { runData?: Record<string, unknown> } };
	const runData = Object.entries(resultData.runData ?? {}).map(([name, runs]) => [
		name,
		names.includes(name) ? JSON.parse(JSON.stringify(runs, withoutItemSecrets)) : runs,
	]);
	return { ...(data as object), resultData: { ...resultData, runData: Object.fromEntries(runData) } };
}

function withoutItemSecrets(key: string, value: unknown): unknown {
	return key === 'json' && typeof value === 'object' && value !== null ? without(value, SHOWN) : value;
}

/** What a webhook trigger keeps of its hook in the workflow's static data. */
function withoutRegistration(workflow: StoredExecution['workflow']): object {
	const states = Object.entries((workflow.staticData ?? {}) as Record<string, IDataObject>);
	const staticData = states.map(([name, state]) => [
		name,
		{ ...state, registration: without((state.registration ?? {}) as object, SHOWN) },
	]);
	return { ...workflow, staticData: Object.fromEntries(staticData) };
}

/** What users typed into fields of our nodes, wherever n8n keeps a copy of a node. */
function withoutTyped(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const { type, parameters } = value as { type?: unknown; parameters?: INodeParameters };
	if (!isOurs(type) || typeof parameters !== 'object') return value;
	const inner = Object.entries(without(parameters, TYPED)).map(([name, one]) => [
		name,
		['options', 'additionalFields'].includes(name) && typeof one === 'object' && one !== null
			? without(one, TYPED)
			: one,
	]);
	return { ...value, parameters: Object.fromEntries(inner) };
}
