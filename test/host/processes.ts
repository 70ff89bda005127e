import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { atExit } from './cleanup';

export interface CommandOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** File that receives both outputs. */
	log: string;
}

export interface Group {
	readonly pid: number;
	/** Resolves with the exit code of the leader, or null when a signal ended it. */
	readonly exited: Promise<number | null>;
	/** Sends a signal to the leader alone, so that it can end its children in its own way. */
	signal(name: NodeJS.Signals): void;
	/** Lets this process end although the group runs; the group ends with it. */
	unref(): void;
	/** Ends the leader and every child it left behind, at once. */
	kill(): void;
}

function killGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nothing of the group is left.
	}
}

/**
 * Starts a command as the leader of its own process group, which ends with this process at the latest.
 * The command finds a pipe at descriptor 3 that closes when this process is gone (see lifeline.js).
 */
export async function startGroup(command: string, args: string[], options: CommandOptions): Promise<Group> {
	const log = openSync(options.log, 'a');
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', log, log, 'pipe'],
	});
	closeSync(log);
	await once(child, 'spawn');
	const pid = child.pid ?? 0;
	const forget = atExit(() => killGroup(pid));
	const exited = once(child, 'exit').then(() => {
		killGroup(pid);
		forget();
		return child.exitCode;
	});
	return {
		pid,
		exited,
		signal: (name) => void child.kill(name),
		unref: () => {
			child.unref();
			(child.stdio[3] as Socket).unref();
		},
		kill: () => killGroup(pid),
	};
}

/** The end of a log file, for error messages. */
export function tail(file: string, lines = 30): string {
	return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/** Runs a command to its end; a failure carries the end of its log. */
export async function run(command: string, args: string[], options: CommandOptions): Promise<void> {
	const code = await (await startGroup(command, args, options)).exited;
	if (code !== 0) {
		throw new Error(
			`${command} ${args.join(' ')} ended with ${code}; end of ${options.log}:\n${tail(options.log)}`,
		);
	}
}
