import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { REPOSITORY } from '../host/paths';

const execute = promisify(execFile);
/** A program that compiles what it loads, on a busy machine. */
const WITHIN_MS = 120_000;

interface Ended {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs the demo to its end. */
async function demo(args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
	const { PROMPTRAILS_API_KEY: _key, ...ours } = process.env;
	const options = { cwd: REPOSITORY, env: { ...ours, ...env } };
	try {
		return { code: 0, ...(await execute('npx', ['tsx', 'test/demo/main.ts', ...args], options)) };
	} catch (error) {
		return error as Ended;
	}
}

const answersOf = (stdout: string) => stdout.match(/^ {5}-> .*\[completed\]$/gm) ?? [];

test(
	'the demo prints answers, and one that streamed, before any n8n is installed',
	async () => {
		// Where no folder can be made, nothing can be installed.
		const { code, stdout } = await demo(['--engine'], { N8N_HOST_FOLDER: '/dev/null/host' });
		expect(answersOf(stdout)).toHaveLength(3);
		expect(stdout).toMatch(/as it streams: .*\n {5}-> Order A-1001 left our warehouse/);
		expect(code).toBe(0);
	},
	WITHIN_MS,
);

test(
	'the demo says in one line why there is no n8n, after it has printed the answers',
	async () => {
		const { code, stdout, stderr } = await demo(['--once'], { N8N_HOST_FOLDER: '/dev/null/host' });
		expect(answersOf(stdout)).toHaveLength(3);
		const reasons = stderr.trim().split('\n');
		expect(reasons.at(-1)).toMatch(/^The editor of n8n cannot be shown here: .*\/dev\/null\/host/);
		expect(reasons.filter((line) => !/^ *\d+ s {2}/.test(line))).toHaveLength(1);
		expect(code).toBe(1);
	},
	WITHIN_MS,
);
