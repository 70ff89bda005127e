import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { REPOSITORY } from './paths';

/** Ignored folder for what the long runs report, from which documents are written. */
export const RESULTS_FOLDER = join(REPOSITORY, '.n8n-host', 'results');

/** The part of Jest's report that is read here. */
export interface JestReport {
	success: boolean;
	testResults: Array<{ assertionResults: Array<{ title: string; status: string }> }>;
}

/**
 * Runs one of Jest's projects to its end, in this terminal, and returns its report, which is also kept in a file.
 * @param more further options of Jest
 */
export function runJest(
	project: string,
	report: string,
	env: Record<string, string>,
	more: string[] = [],
): JestReport {
	mkdirSync(dirname(report), { recursive: true });
	// The one of an earlier run would pass for that of a run that breaks down.
	rmSync(report, { force: true });
	const options = ['--selectProjects', project, '--runInBand', '--json', `--outputFile=${report}`];
	// The report comes on stdout as well.
	spawnSync('npx', ['jest', ...options, ...more], {
		cwd: REPOSITORY,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, ...env },
	});
	return JSON.parse(readFileSync(report, 'utf8')) as JestReport;
}

/** The value of an option such as `--outputFile=path` among arguments. */
export function optionIn(args: string[], name: string): string | undefined {
	return args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
}
