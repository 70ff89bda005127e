import { N8nClient, newOwner } from './client';
import { type HostOptions, type RunningHost, startHost } from './host';
import { ensureHost } from './install';
import { packPackage } from './package';
import { step } from './progress';
import type { Owner } from './types';

/** An n8n that has its owner, and a client that is logged in as that owner. */
export interface ClaimedHost {
	host: RunningHost;
	client: N8nClient;
	owner: Owner;
}

/** Starts an n8n, and makes its owner. */
export async function startClaimed(options: HostOptions): Promise<ClaimedHost> {
	const host = await step('Starting n8n with the package in it', () => startHost(options));
	const [client, owner] = [new N8nClient(host.url), newOwner()];
	await client.setUpOwner(owner);
	return { host, client, owner };
}

/** Builds and packs the package, and installs n8n unless it is there. @returns the path of the tarball */
export async function preparePackage(version?: string): Promise<string> {
	const { tarball, bytes } = await step('Building and packing the package', () =>
		packPackage({ build: true }),
	);
	console.log(`Packed ${Math.round(bytes / 1000)} kB`);
	await ensureHost(version);
	return tarball;
}
