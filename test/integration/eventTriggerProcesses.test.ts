import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';

import { useEmulator } from '../support/engine/agentRun';
import { ids } from '../support/engine/eventTrigger';
import type { Tick, Ticked } from '../support/engine/pollProcess';

// Each tick loads n8n's engine in a process of its own.
jest.setTimeout(180_000);

const emulator = useEmulator();

/** Looks once in a new process that knows nothing but what n8n stored. */
async function tickElsewhere(tick: Tick): Promise<Ticked> {
	const script = join(__dirname, '../support/engine/pollProcess.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.end(JSON.stringify(tick));
	const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
	expect(code).toBe(0);
	return JSON.parse(printed) as Ticked;
}

test('each event is told once by polls of which each runs in another process', async () => {
	const { current } = emulator;
	const parameters = { triggerOn: 'approvalRequested' };
	let staticData: IDataObject = {};
	const pids: number[] = [];
	const tick = async (): Promise<string[]> => {
		const ticked = await tickElsewhere({ credential: emulator.credential(), parameters, staticData });
		({ staticData } = ticked);
		pids.push(ticked.pid);
		return ids(ticked.items);
	};

	expect(await tick()).toEqual([]);
	const made = current.requestApprovals(120, { sameTimestamp: true });
	const told = await tick();
	made.push(...current.requestApprovals(3));
	told.push(...(await tick()));
	expect(await tick()).toEqual([]);

	expect(told.sort()).toEqual(ids(made).sort());
	expect(new Set([...pids, process.pid]).size).toBe(5);
});
