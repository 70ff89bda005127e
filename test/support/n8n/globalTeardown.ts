import { step } from '../../host';
import { refuseSecretsOnHost } from '../../secrets/remains';
import { sharedHost } from './sharedHost';

/** Looks for secrets in all that the shared n8n has logged and stored; the run of the tests fails when there is one. */
export default async function globalTeardown(): Promise<void> {
	const looked = await step('Looking for secrets in what n8n logged and stored', () =>
		refuseSecretsOnHost(sharedHost()),
	);
	process.stderr.write(`No secret in ${looked.executions} executions and ${looked.logLines} lines of log\n`);
}
