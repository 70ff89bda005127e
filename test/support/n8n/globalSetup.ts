import { ensureHost, N8nClient, newOwner, packPackage, startHost, step } from '../../host';
import { shareHost } from './sharedHost';

/** Builds and packs the package and starts the n8n (N8N_VERSION) that all e2e tests share. */
export default async function globalSetup(): Promise<void> {
	process.stderr.write('\n');
	const version = process.env.N8N_VERSION;
	const { tarball } = await step('Building and packing the package', () => packPackage({ build: true }));
	await ensureHost(version);
	const host = await step('Starting n8n', () => startHost({ tarball, version }));
	// It ends with Jest.
	host.unref();
	const client = new N8nClient(host.url);
	await client.setUpOwner(newOwner());
	const { url, userFolder, logFile } = host;
	const cookie = client.session.cookie.value;
	shareHost({ url, cookie, version: host.version, tarball, userFolder, logFile });
}
