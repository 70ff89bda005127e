import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

import { startService, type Service } from './service';

const execute = promisify(execFile);
const SERVER = '/usr/bin/redis-server';

/** Starts Redis on loopback; what it was told is still there when it starts again in the same folder. */
export async function startRedis(folder: string, port: number): Promise<Service> {
	if (!existsSync(SERVER)) throw new Error(`No Redis at ${SERVER}: install redis-server`);
	const options = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes' };
	const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await startService({
		name: 'redis',
		command: [SERVER, ...args],
		port,
		signal: 'SIGTERM',
		folder,
		isReady: async () => (await redis(port, 'ping').catch(() => '')) === 'PONG',
	});
}

/** Asks Redis something. */
export async function redis(port: number, ...command: string[]): Promise<string> {
	const { stdout } = await execute('redis-cli', ['-h', '127.0.0.1', '-p', String(port), ...command]);
	return stdout.trim();
}
