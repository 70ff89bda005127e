import startSharedHost from '../support/n8n/globalSetup';
import { sharedClient, sharedHost, shareHost } from '../support/n8n/sharedHost';

/** Starts the n8n (N8N_VERSION) that the tests run against, and notes which versions of its nodes it has. */
export default async function globalSetup(): Promise<void> {
	await startSharedHost();
	const newestVersions: Record<string, number> = {};
	for (const { name, version } of await sharedClient().nodeTypes()) {
		newestVersions[name] = Math.max(newestVersions[name] ?? 0, ...[version].flat());
	}
	shareHost({ ...sharedHost(), newestVersions });
}
