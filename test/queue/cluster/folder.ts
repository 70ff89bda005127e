import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { REPOSITORY } from '../../host';
import { atExit } from '../../host/cleanup';
import { asDatabaseUser } from './postgres';

const IGNORED = join(REPOSITORY, '.n8n-host', 'queue');

/** Whether PostgreSQL could work in a folder: a checkout may lie where only its owner comes. */
function isOpen(folder: string): boolean {
	const [command = '', ...args] = asDatabaseUser(['test', '-x', folder]);
	try {
		execFileSync(command, args, { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** A new folder for the data of one cluster, which PostgreSQL may write to. @returns it, and what removes it */
export function clusterFolder(): { folder: string; remove: () => void } {
	mkdirSync(IGNORED, { recursive: true });
	const folder = mkdtempSync(join(isOpen(IGNORED) ? IGNORED : tmpdir(), 'cluster-'));
	const forget = atExit(() =>
		rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
	);
	if (process.getuid?.() === 0) execFileSync('chown', ['postgres:', folder]);
	return {
		folder,
		remove: () => {
			rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
			forget();
		},
	};
}
