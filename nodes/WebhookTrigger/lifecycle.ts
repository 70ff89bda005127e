import { type IDataObject, type IHookFunctions, NodeOperationError } from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { toNodeError } from '../shared/operation/run/nodeError';
import { PromptRailsClient } from '../shared/transport/client';
import { shortened } from '../shared/transport/errors/quoted';
import { NotFoundError, PromptRailsError } from '../shared/transport/errors/errors';
import { switchTrigger } from '../shared/webhook/switchTrigger';
import {
	clearRegistration,
	ownerOf,
	readRegistration,
	type Registration,
	storeRegistration,
} from './registration';
import { isAgentWebhook, text } from './settings';
import { pathWith } from '../shared/transport/http/path';

const COLLECTION = '/api/v1/webhook-triggers';
const ITEM = `${COLLECTION}/{triggerId}`;

const LONGEST_NAME = 100;
/** Where to look for a trigger whose creation was not answered. */
const ROWS_SEARCHED = 500;

/** Whether nothing has to be created; what must not stay is deleted. */
export async function isRegistered(host: IHookFunctions): Promise<boolean> {
	return await withNodeErrors(host, async () => {
		const registration = readRegistration(host);
		if (!registration) return !isAgentWebhook(host);
		const client = await PromptRailsClient.create(host);
		if (!isAgentWebhook(host) || registration.agentId !== text(host, 'agentId')) {
			await remove(client, registration.triggerId);
			clearRegistration(host);
			return !isAgentWebhook(host);
		}
		const known = await client
			.data<IDataObject>({ method: 'GET', ...pathWith(ITEM, { triggerId: registration.triggerId }) })
			.catch(whenGone);
		if (known) await switchTrigger(client, ITEM, known, true);
		else clearRegistration(host);
		return known !== false;
	});
}

/** Creates the webhook trigger of the chosen agent; a platform event needs none. */
export async function register(host: IHookFunctions): Promise<boolean> {
	if (!isAgentWebhook(host)) return true;
	return await withNodeErrors(host, async () => {
		const client = await PromptRailsClient.create(host);
		storeRegistration(host, await create(host, client));
		return true;
	});
}

/** Deletes what `register` created; nothing else, and nothing twice. */
export async function unregister(host: IHookFunctions): Promise<boolean> {
	const registration = readRegistration(host);
	if (!registration) return true;
	return await withNodeErrors(host, async () => {
		await remove(await PromptRailsClient.create(host), registration.triggerId);
		clearRegistration(host);
		return true;
	});
}

async function create(host: IHookFunctions, client: PromptRailsClient): Promise<Registration> {
	const agentId = text(host, 'agentId');
	if (agentId === '') {
		throw new NodeOperationError(host.getNode(), "The field 'Agent' is empty", {
			description: 'Select the agent that calls of the webhook run.',
		});
	}
	const isTest = host.getActivationMode() === 'manual';
	const name = triggerName(host, isTest);
	const row = await client
		.data<IDataObject>({
			method: 'POST',
			path: COLLECTION,
			body: { name, agent_id: agentId, generate_secret: true, is_active: true },
		})
		.catch(async (error: unknown) => {
			if (error instanceof PromptRailsError && error.outcomeUnknown)
				await removeNamed(host, client, agentId, name);
			throw error;
		});
	const triggerId = String(row.id ?? '');
	if (typeof row.token !== 'string' || row.token === '') {
		await remove(client, triggerId);
		throw new NodeOperationError(host.getNode(), 'PromptRails created a webhook trigger without a token', {
			description: 'It was deleted again. The version of PromptRails may not fit this node.',
		});
	}
	await switchTrigger(client, ITEM, row, true).catch(async (error: unknown) => {
		await remove(client, triggerId);
		throw error;
	});
	const secret = typeof row.secret === 'string' ? row.secret : '';
	return { triggerId, agentId, token: row.token, secret, owner: ownerOf(host), isTest };
}

/** A name that shows whose trigger it is; the random end makes it unique. */
function triggerName(host: IHookFunctions, isTest: boolean): string {
	const { name = '', id = '' } = host.getWorkflow();
	const title = shortened(`n8n${isTest ? ' test' : ''}: ${name}`, LONGEST_NAME);
	return `${title} (${id}) ${randomBytes(4).toString('hex')}`;
}

async function remove(client: PromptRailsClient, triggerId: string): Promise<void> {
	await client.request({ method: 'DELETE', ...pathWith(ITEM, { triggerId }) }).catch(whenGone);
}

/** For creations whose answer got lost: deletes what may have come of them, so that a repeated one leaves no second. */
async function removeNamed(
	host: IHookFunctions,
	client: PromptRailsClient,
	agentId: string,
	name: string,
): Promise<void> {
	try {
		for await (const rows of client.list(
			{ method: 'GET', path: COLLECTION, query: { agent_id: agentId } },
			ROWS_SEARCHED,
		)) {
			for (const row of rows) if (row.name === name) await remove(client, String(row.id));
		}
	} catch (error) {
		host.logger.warn(`A webhook trigger may be left in PromptRails, named '${name}'`, { error });
	}
}

/** For `.catch`: what is gone is fine; a server that does not know the route is not. */
function whenGone(error: unknown): false {
	if (error instanceof NotFoundError && !error.routeMissing) return false;
	throw error;
}

/** Runs `work`, and throws its failure as n8n shows it, and logs it too: n8n does not show all of it. */
async function withNodeErrors<T>(host: IHookFunctions, work: () => Promise<T>): Promise<T> {
	return await work().catch((error: unknown) => {
		const nodeError = toNodeError(host.getNode(), error);
		host.logger.error(`PromptRails Webhook Trigger: ${nodeError.message}`, {
			workflowId: host.getWorkflow().id,
		});
		throw nodeError;
	});
}
