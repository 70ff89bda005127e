import { readFileSync } from 'node:fs';

import { type RunningHost, type StoredExecution, storedExecutions } from '../host';
import { readable } from './executions';
import { complaintAbout } from './shapes';

/** What was looked through. */
export interface Looked {
	executions: number;
	logLines: number;
}

/**
 * Looks through all that an n8n has logged and stored of executions.
 * @throws when a secret is in it, with where, and without the secret
 */
export async function refuseSecretsOnHost(
	host: Pick<RunningHost, 'userFolder' | 'logFile'>,
): Promise<Looked> {
	return refuseSecretsIn([host.logFile], await storedExecutions(host));
}

/**
 * The same for logs and executions that several processes of n8n have written.
 * @throws when a secret is in them, with where, and without the secret
 */
export function refuseSecretsIn(logFiles: string[], executions: StoredExecution[]): Looked {
	const lines = logFiles.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
	const complaints = [
		...lines.map((line, index) => complaintAbout(`Line ${index + 1} of n8n's log`, line)),
		...executions.map((execution) =>
			complaintAbout(`Execution ${execution.id} in n8n's database`, readable(execution)),
		),
	].filter((complaint) => complaint !== undefined);
	if (complaints.length > 0) throw new Error(complaints.join('\n'));
	return { executions: executions.length, logLines: lines.length };
}
