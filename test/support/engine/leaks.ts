import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters, Logger } from 'n8n-workflow';

import { refuseSecrets, type Secret, textOf } from '../../secrets/find';

/** Operations whose output has the token or the secret of a webhook trigger, for there is no other time to read it. */
const SHOW_ONCE = ['create', 'update'];

/** What a run knows that nobody may see in what comes of it. */
export interface Known {
	credential: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	/** What a trigger keeps in n8n's database. */
	state?: IDataObject;
}

/**
 * Looks through what came of a run: items, answers, errors, chunks, log lines.
 * @throws when a secret is in it
 */
export function refuseLeaks(what: string, value: unknown, known: Known): void {
	refuseSecrets(what, textOf(value), secretsOf(known));
}

function secretsOf({ credential, parameters, state = {} }: Known): Secret[] {
	const { additionalFields = {}, options = {}, operation, token, secret } = parameters;
	const registration = (state.registration ?? {}) as IDataObject;
	const typed = [token, secret, (options as IDataObject).previousSecret, ...typedForOthers(parameters)];
	if (!SHOW_ONCE.includes(String(operation))) typed.push((additionalFields as IDataObject).secret as string);
	return [
		{ name: 'the API key', value: String(credential.apiKey) },
		...[...typed, registration.token, registration.secret]
			.filter((value) => typeof value === 'string' && !value.startsWith('='))
			.map((value) => ({
				name: 'the token or secret of a webhook, or a secret that was typed',
				value: String(value),
			})),
	];
}

/** What was typed as a secret of another service: the value of a credential, and what an MCP template is installed with. */
function typedForOthers({
	resource,
	value,
	additionalFields = {},
	parameters = {},
}: INodeParameters): unknown[] {
	const rows = ((parameters as IDataObject).parameter ?? []) as IDataObject[];
	if (resource === 'credential') return [value, (additionalFields as IDataObject).value];
	return resource === 'mcpTemplate' ? rows.map((row) => row.value) : [];
}

const watched = new WeakMap<Logger, unknown[]>();

/** Everything that was logged since this was first asked for a logger. */
export function linesOf(logger: Logger): unknown[] {
	const known = watched.get(logger);
	if (known) return known;
	const lines: unknown[] = [];
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		const log = logger[level].bind(logger);
		logger[level] = (message, metadata) => {
			lines.push({ message, metadata });
			log(message, metadata);
		};
	}
	watched.set(logger, lines);
	return lines;
}
