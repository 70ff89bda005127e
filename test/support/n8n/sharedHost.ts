import { N8nClient } from '../../host';

const VARIABLE = 'PROMPTRAILS_E2E_HOST';

/** What the tests need to know about the n8n that globalSetup started. */
export interface SharedHost {
	url: string;
	cookie: string;
	version: string;
	tarball: string;
	/** Where n8n keeps its database, and what it printed. */
	userFolder: string;
	logFile: string;
	/** The newest version of each node type, for hosts that lack what the tests otherwise use. */
	newestVersions?: Record<string, number>;
}

/** Hands the shared n8n over to the test files, which run in contexts of their own. */
export function shareHost(host: SharedHost): void {
	process.env[VARIABLE] = JSON.stringify(host);
}

/** The n8n that all e2e tests share. */
export function sharedHost(): SharedHost {
	const value = process.env[VARIABLE];
	if (!value) throw new Error('No shared n8n: run these tests with npm run test:e2e');
	return JSON.parse(value) as SharedHost;
}

/** A client that is logged in to the shared n8n. */
export function sharedClient(): N8nClient {
	const { url, cookie, newestVersions } = sharedHost();
	return new N8nClient(url, cookie, newestVersions);
}
