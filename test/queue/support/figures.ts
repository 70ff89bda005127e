import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { RESULTS_FOLDER } from '../../host/jestRun';

const FILE = join(RESULTS_FOLDER, 'queue-tests.json');

/** What the tests saw, for the document; the numbers of a part that did not run are not there. */
export interface TestFigures {
	batch: { executions: number; items: number; byWorker: number[] };
	kill: {
		executions: number;
		items: number;
		/** Executions that the worker held when it died, and what became of them. */
		held: number;
		statuses: string[];
		/** Items of those that the platform never saw, and those that it saw once. */
		notStarted: number;
		startedOnce: number;
		noticedAfterSeconds: number;
	};
	triggers: { calls: number; events: number; eventsMeanwhile: number };
	stream: { deltas: number };
	gates: { count: number; downSeconds: number; outcomes: Record<string, number> };
}

/** Forgets what earlier runs saw. */
export function clearFigures(): void {
	rmSync(FILE, { force: true });
}

/** What the tests of the last run saw. */
export function testFigures(): Partial<TestFigures> {
	return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Partial<TestFigures>) : {};
}

/** Keeps what a test saw. */
export function note<Name extends keyof TestFigures>(name: Name, figures: TestFigures[Name]): void {
	mkdirSync(RESULTS_FOLDER, { recursive: true });
	writeFileSync(FILE, JSON.stringify({ ...testFigures(), [name]: figures }));
}
