import { delimiter, dirname } from 'node:path';
import type { InstalledHost } from './install';

export interface Address {
	userFolder: string;
	port: number;
	brokerPort: number;
}

/** Nothing of n8n leaves the machine, asks questions or depends on a license. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
} as const;

/** The environment of one n8n: built from nothing, so that the caller's own n8n settings do not leak in. */
export function hostEnvironment(host: InstalledHost, address: Address): Record<string, string> {
	return {
		...QUIET,
		PATH: [dirname(host.node), process.env.PATH].join(delimiter),
		HOME: address.userFolder,
		N8N_USER_FOLDER: address.userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(address.port),
		N8N_RUNNERS_BROKER_PORT: String(address.brokerPort),
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${address.port}/`,
		// The editor's cookie must work over plain HTTP.
		N8N_SECURE_COOKIE: 'false',
		...host.env,
	};
}
