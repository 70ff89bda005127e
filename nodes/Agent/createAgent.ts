import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/model/types';
import { ValidationError, withHint } from '../shared/transport/errors/errors';
import { quoted } from '../shared/transport/errors/quoted';
import { isObject } from '../shared/values';
import { AUTOMATIC } from './versionConfig';

/** The types of an agent with one prompt: in the API's first generation, and in API v2. */
const [FIRST, SECOND] = ['simple', 'agent'];

/** Creates an agent. One whose type is left to the server has one prompt, whatever that type is called there. */
export async function createAgent(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const isAutomatic = request.body.type === AUTOMATIC;
	const create = (type = request.body.type): Promise<IDataObject> =>
		item.client.data<IDataObject>({ ...request, body: { ...request.body, type } });
	return await create(isAutomatic ? FIRST : undefined).catch(async (error: unknown) => {
		if (!isRefusedType(error)) throw error;
		// What is refused was not created.
		if (isAutomatic) return await create(SECOND);
		throw withHint(
			error,
			"Servers that have API v2 know the types Agent and Workflow alone: set 'Type' to one of these, or to Automatic.",
			{},
		);
	});
}

/** Creates a version of an agent, of the type that the agent has where the user leaves it to that. */
export async function createAgentVersion(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const { config } = request.body;
	if (!isObject(config) || config.type !== AUTOMATIC) return await item.client.data<IDataObject>(request);
	const { type } = await item.client.data<IDataObject>({
		method: 'GET',
		path: '/api/v1/agents/{agentId}',
		pathParams: request.pathParams,
	});
	if (type !== FIRST && type !== SECOND) {
		throw new ValidationError({
			message: `The agent has the type ${quoted(type)}, which is made of more than one prompt`,
			hint: "Set the field 'Agent Type' to that type, and fill in what it is made of.",
		});
	}
	return await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, config: { ...config, type } as IDataObject },
	});
}

function isRefusedType(error: unknown): error is ValidationError {
	if (!(error instanceof ValidationError) || error.statusCode === undefined) return false;
	return /\btype\b/.test(`${error.serverText ?? ''} ${error.message} ${JSON.stringify(error.details)}`);
}
