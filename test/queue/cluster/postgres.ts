import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startService, type Service } from './service';

const execute = promisify(execFile);
const VERSIONS = '/usr/lib/postgresql';
const MOST_BYTES = 256 * 1024 * 1024;

/** Where and as whom n8n finds its tables. */
export const DATABASE = { user: 'n8n', name: 'postgres' } as const;

/** PostgreSQL refuses to run as root. */
export const asDatabaseUser = (command: string[]): string[] =>
	process.getuid?.() === 0
		? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--', ...command]
		: command;

/** A program of the newest PostgreSQL that Debian has installed. */
function program(name: string): string {
	const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS) : [];
	const paths = versions
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => join(VERSIONS, version, 'bin', name));
	const found = paths.find((path) => existsSync(path));
	if (!found) throw new Error(`No PostgreSQL in ${VERSIONS}: install postgresql`);
	return found;
}

async function runAs(command: string[], cwd: string): Promise<void> {
	const [first = '', ...args] = asDatabaseUser(command);
	await execute(first, args, { cwd });
}

/** Starts PostgreSQL on loopback with its data in a folder, which is set up when it is empty. */
export async function startPostgres(folder: string, port: number): Promise<Service> {
	const data = join(folder, 'data');
	if (!existsSync(join(data, 'PG_VERSION'))) {
		const options = ['-D', data, '-U', DATABASE.user, '--auth=trust', '-E', 'UTF8', '--locale=C'];
		await runAs([program('initdb'), ...options], folder);
	}
	// No socket, and no shared memory that could be left behind.
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'dynamic_shared_memory_type=mmap',
	];
	const flags = settings.flatMap((setting) => ['-c', setting]);
	return await startService({
		name: 'postgres',
		command: asDatabaseUser([program('postgres'), '-D', data, '-p', String(port), ...flags]),
		port,
		// Ends its sessions without waiting for whoever has them.
		signal: 'SIGINT',
		folder,
		isReady: async () => (await rows(port, 'SELECT 1 AS one').catch(() => [])).length === 1,
	});
}

/** The rows that a query finds. */
export async function rows<T>(port: number, query: string): Promise<T[]> {
	const address = ['-h', '127.0.0.1', '-p', String(port), '-U', DATABASE.user, '-d', DATABASE.name];
	const asJson = `SELECT coalesce(json_agg(found), '[]') FROM (${query}) found`;
	const { stdout } = await execute(program('psql'), [...address, '-XAtq', '-c', asJson], {
		maxBuffer: MOST_BYTES,
		env: { ...process.env, PGCONNECT_TIMEOUT: '5' },
	});
	return JSON.parse(stdout) as T[];
}
