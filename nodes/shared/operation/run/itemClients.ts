import type { IExecuteFunctions } from 'n8n-workflow';

import { type ClientSettings, PromptRailsClient } from '../../transport/client';
import { CREDENTIAL_NAME } from '../../transport/host';

/**
 * The clients of one run of a node. A credential may hold expressions, so it is read for each item; items whose
 * credentials are equal share a client, with its pace and what it has learned of the server.
 */
export class ItemClients {
	private readonly clients = new Map<string, Promise<PromptRailsClient>>();

	constructor(
		private readonly host: IExecuteFunctions,
		private readonly settings: Partial<ClientSettings>,
	) {}

	/**
	 * The client for an item.
	 * @throws NodeOperationError when the credential cannot be read, ValidationError when its base URL is unusable
	 */
	async of(index: number): Promise<PromptRailsClient> {
		const credential = await this.host.getCredentials(CREDENTIAL_NAME, index);
		const key = JSON.stringify(credential);
		const client = this.clients.get(key) ?? PromptRailsClient.create(this.host, this.settings, credential);
		this.clients.set(key, client);
		return await client;
	}
}
