import { preparePackage, startClaimed } from '../../host';
import { shareHost } from './sharedHost';

/** Builds and packs the package and starts the n8n (N8N_VERSION) that all e2e tests share. */
export default async function globalSetup(): Promise<void> {
	process.stderr.write('\n');
	const version = process.env.N8N_VERSION;
	const tarball = await preparePackage(version);
	const { host, client } = await startClaimed({ tarball, version });
	// It ends with Jest.
	host.unref();
	const { url, userFolder, logFile } = host;
	const cookie = client.session.cookie.value;
	shareHost({ url, cookie, version: host.version, tarball, userFolder, logFile });
}
