/** Keeps a real n8n busy for minutes and looks at what it holds on to: `npm run bench:soak -- --minutes 10`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { writeSections } from '../../support/reliabilityDocument';
import { executionData, executionRows, type RunningHost, step } from '../../host';
import { openStage, type Stage } from '../../load/stage';
import { Load } from './load';
import { type Soak, soakSection } from './section';
import { complaintsIn, type Vitals, vitalsOf } from './vitals';

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '10' },
		/** Whether to write the figures into docs/reliability.md. */
		write: { type: 'boolean', default: false },
	},
});

const MINUTE_MS = 60_000;
const SAMPLE_EVERY_MS = 2000;
/** Longer than connections are kept for the next request, and than gates take to look for the last decisions. */
const REST_MS = 90_000;

async function soak(stage: Stage, minutes: number): Promise<Soak> {
	const { host } = stage;
	const load = await Load.prepare(stage);
	await sleep(SAMPLE_EVERY_MS);
	const before = vitalsOf(host.pid);
	const start = Date.now();
	const samples: Vitals[] = [];
	const timer = setInterval(() => {
		if (Date.now() - start >= MINUTE_MS) samples.push(vitalsOf(host.pid));
	}, SAMPLE_EVERY_MS);
	await step(`Working for ${minutes} minutes`, () => load.until(start + minutes * MINUTE_MS)).finally(() =>
		clearInterval(timer),
	);
	await step('Coming to rest', () => sleep(REST_MS));
	const executions: Record<string, number> = {};
	for (const { status } of await executionRows(host)) executions[status] = (executions[status] ?? 0) + 1;
	const failures = [...load.failures, ...(await errorsIn(host))];
	return {
		version: host.version,
		minutes,
		before,
		after: vitalsOf(host.pid),
		samples,
		done: load.done,
		failures,
		complaints: complaintsIn(host.logFile),
		executions,
	};
}

/** What went wrong in executions that nobody waited for, such as those of gates and triggers. */
async function errorsIn(host: RunningHost): Promise<string[]> {
	const all = [...(await executionData(host)).entries()];
	return all.flatMap(
		([
			id,
			{
				resultData: { error, lastNodeExecuted },
			},
		]) =>
			error ? [`execution ${id}, ${lastNodeExecuted}: ${error.message} ${error.description ?? ''}`] : [],
	);
}

async function main(): Promise<boolean> {
	const stage = await openStage();
	try {
		const measured = await soak(stage, Number(values.minutes));
		const section = soakSection(measured);
		console.log(`\n${section.lines.join('\n')}\n`);
		for (const line of [...new Set([...measured.failures, ...measured.complaints])].slice(0, 20))
			console.error(line);
		if (values.write) writeSections([section]);
		return measured.complaints.length + measured.failures.length === 0;
	} finally {
		await stage.close();
	}
}

main()
	.then((passed) => process.exit(passed ? 0 : 1))
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
