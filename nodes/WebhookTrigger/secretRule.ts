import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { options, text, verification } from './settings';

/** A secret with fewer characters can be guessed by trying. */
export const SHORTEST_SECRET = 16;

/** How people make a secret. */
export const SECRET_COMMAND = 'openssl rand -hex 32';

/**
 * To be called before a webhook is registered.
 * @throws NodeOperationError when a secret is empty or so short that it can be guessed, unless the user allows that
 */
export function requireStrongSecret(host: IHookFunctions): void {
	const { isOn, secrets } = verification(host);
	if (!isOn) return;
	const advice = `Make one with: ${SECRET_COMMAND}.`;
	if (text(host, 'secret') === '') {
		throw new NodeOperationError(host.getNode(), "The field 'Secret' is empty", {
			description: `Every call would be refused. ${advice} Only without 'Verify Signature' there is no need for one.`,
		});
	}
	if (options(host).allowShortSecret === true) return;
	const index = secrets.findIndex(({ length }) => length < SHORTEST_SECRET);
	if (index < 0) return;
	const field = index === 0 ? 'Secret' : 'Previous Secret';
	throw new NodeOperationError(host.getNode(), `The field '${field}' is too short`, {
		description:
			`It has ${secrets[index].length} characters and needs at least ${SHORTEST_SECRET}, so that nobody can guess it. ` +
			`${advice} The option 'Allow Short Secret' lets it pass.`,
	});
}
