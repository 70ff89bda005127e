import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atExit } from './cleanup';
import { hostEnvironment } from './environment';
import { ensureHost } from './install';
import { installPackage } from './package';
import { poll } from './polling';
import { freePorts } from './ports';
import { startGroup, tail } from './processes';

const READY_WITHIN_SECONDS = 180;
const STOP_WITHIN_MS = 10_000;

export interface HostOptions {
	/** The packed package, installed the community-package way. */
	tarball: string;
	version?: string;
	/** Folder of an earlier run, to start the same n8n again; a fresh one, removed at exit, unless given. */
	userFolder?: string;
	port?: number;
	env?: Record<string, string>;
	/** Which of n8n's processes: `start` (everything, the default), or one of a cluster. */
	command?: 'start' | 'worker' | 'webhook';
	/** Arguments of that command. */
	commandArguments?: string[];
}

export interface RunningHost {
	readonly url: string;
	readonly port: number;
	readonly version: string;
	readonly pid: number;
	readonly userFolder: string;
	/** Everything that n8n printed. */
	readonly logFile: string;
	/** Resolves when n8n has ended, for whatever reason. */
	readonly exited: Promise<unknown>;
	/** Lets this process end although n8n runs; n8n ends with it. */
	unref(): void;
	/** Ends n8n as a service manager would. */
	stop(): Promise<void>;
	/** Ends n8n as a crash would. */
	kill(): Promise<void>;
}

function temporaryUserFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'promptrails-n8n-'));
	atExit(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
	return folder;
}

async function answers(url: string, isWanted: (response: Response) => boolean): Promise<boolean> {
	try {
		// An idle connection that n8n has dropped would fail the request that takes it up again.
		return isWanted(await fetch(url, { headers: { connection: 'close' } }));
	} catch {
		return false;
	}
}

/** Whether n8n is up, and whoever drives it can begin: n8n 1.x says that it is ready before its API is there. */
async function isReady(url: string, hasApi: boolean): Promise<boolean> {
	const isJson = ({ ok, headers }: Response) => ok && /json/.test(headers.get('content-type') ?? '');
	return (
		(await answers(`${url}/healthz/readiness`, ({ ok }) => ok)) &&
		(!hasApi || (await answers(`${url}/rest/settings`, isJson)))
	);
}

/** n8n starts without a package that it cannot load, and only its log says so. */
function refuseBrokenPackage(logFile: string): void {
	const complaint = /^.*Failed to load package.*\n.*$/m.exec(readFileSync(logFile, 'utf8'));
	if (complaint) throw new Error(complaint[0]);
}

/** What every n8n loads first. */
const PRELOADED = ['lifeline.js', 'ownSdk.js'].flatMap((file) => ['--require', join(__dirname, file)]);

/** Starts an n8n with the packed package in it and resolves when it is ready to answer. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
	const installed = await ensureHost(options.version);
	const userFolder = options.userFolder ?? temporaryUserFolder();
	const { command = 'start', commandArguments = [] } = options;
	await installPackage(options.tarball, userFolder);
	const [brokerPort = 0, freePort = 0] = await freePorts(2);
	const port = options.port ?? freePort;
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(userFolder, 'n8n.log');

	const group = await startGroup(
		installed.node,
		[...PRELOADED, installed.n8n, command, ...commandArguments],
		{
			cwd: userFolder,
			env: { ...hostEnvironment(installed, { userFolder, port, brokerPort }), ...options.env },
			log: logFile,
		},
	);
	let ended = false;
	void group.exited.then(() => (ended = true));
	const kill = async () => {
		group.kill();
		await group.exited;
	};
	const ready = async () => {
		if (ended) throw new Error('n8n ended while it started');
		return (await isReady(url, command === 'start')) || undefined;
	};
	try {
		await poll(ready, { what: `n8n is ready on ${url}`, timeoutSeconds: READY_WITHIN_SECONDS });
		refuseBrokenPackage(logFile);
	} catch (error) {
		await kill();
		throw new Error(`${(error as Error).message}; end of its log:\n${tail(logFile)}`);
	}
	return {
		url,
		port,
		version: installed.version,
		pid: group.pid,
		userFolder,
		logFile,
		exited: group.exited,
		unref: () => group.unref(),
		stop: async () => {
			group.signal('SIGTERM');
			await Promise.race([group.exited, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
			await kill();
		},
		kill,
	};
}
