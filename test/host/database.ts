import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse as parseFlatted } from 'flatted';
import type { IRunExecutionData, IWorkflowBase } from 'n8n-workflow';

import type { RunningHost } from './host';
import { newestNode } from './install';

const execute = promisify(execFile);
const MOST_BYTES = 512 * 1024 * 1024;

/** What it takes to read an n8n's database. */
type Stored = Pick<RunningHost, 'userFolder'>;

/** An execution as it stands in n8n's database. */
export interface ExecutionRow {
	id: number;
	workflowId: string;
	status: string;
	waitTill: string | null;
}

/** The file of n8n's database. */
export function databaseFile({ userFolder }: Stored): string {
	return join(userFolder, '.n8n', 'database.sqlite');
}

/** Every execution in n8n's database file, with n8n running or without it. */
export async function executionRows(host: Stored): Promise<ExecutionRow[]> {
	return await rows(host, 'SELECT id, workflowId, status, waitTill FROM execution_entity');
}

/** The data of every execution, by the execution's id. */
export async function executionData(host: Stored): Promise<Map<number, IRunExecutionData>> {
	const stored = await rows<{ id: number; data: string }>(
		host,
		'SELECT executionId AS id, data FROM execution_data',
	);
	return new Map(stored.map(({ id, data }) => [id, parseFlatted(data) as IRunExecutionData]));
}

/** An execution as n8n keeps it: what came of it, and the copy of its workflow. */
export interface StoredExecution {
	id: number;
	data: unknown;
	workflow: Pick<IWorkflowBase, 'nodes' | 'staticData'>;
}

/** Every execution with its data and its copy of the workflow, as n8n stores them. */
export async function storedExecutions(host: Stored): Promise<StoredExecution[]> {
	return await executionsBy((query) => rows(host, query));
}

/** The same in any database of n8n, asked by a function that returns the rows that a query finds. */
export async function executionsBy(
	ask: (query: string) => Promise<Array<{ id: number; data: string; workflow: string }>>,
): Promise<StoredExecution[]> {
	const text = 'CAST("workflowData" AS text) AS workflow';
	const stored = await ask(`SELECT "executionId" AS id, data, ${text} FROM execution_data`);
	return stored.map(({ id, data, workflow }) => ({
		id,
		data: parseFlatted(data) as unknown,
		workflow: JSON.parse(workflow) as StoredExecution['workflow'],
	}));
}

async function rows<T>(host: Stored, query: string): Promise<T[]> {
	// Neither the Node that runs the tests nor that of an older n8n has a reader for the file.
	const node = await newestNode();
	const script = `const { DatabaseSync } = require('node:sqlite');
		const [file, query] = process.argv.slice(1);
		console.log(JSON.stringify(new DatabaseSync(file).prepare(query).all()));`;
	const { stdout } = await execute(node, ['--no-warnings', '-e', script, databaseFile(host), query], {
		maxBuffer: MOST_BYTES,
	});
	return JSON.parse(stdout) as T[];
}
