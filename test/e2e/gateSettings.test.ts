/** What n8n's settings and ways to run do to both gates. What it sees is docs/gates.md; DOCS=write writes it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { gatesPage } from '../docs/gatesPage';
import { poll, REPOSITORY, type RunningHost, startClaimed } from '../host';
import { refuseSecretsOnHost } from '../secrets/remains';
import { createCredentials, type Fixture, useFixture } from '../support/n8n/fixture';
import { CASES, type GateName, GATES, isForTools } from '../support/n8n/gateCases';
import { GateCell } from '../support/n8n/gateCell';
import { GateToolCell } from '../support/n8n/gateToolCell';
import { HealthWatch } from '../support/n8n/healthWatch';
import { sharedHost } from '../support/n8n/sharedHost';

// Some gates wake twice, once a minute.
jest.setTimeout(480_000);
const PAGE = join(REPOSITORY, 'docs', 'gates.md');
const TEN_MINUTES = '600';
/** Two gates and two tools that sleep, and as many that hold, where one execution may run at a time. */
const PLACES = 'new,new,new,running,waiting,waiting,waiting,waiting';

describe('The gates under every setting of n8n', () => {
	const fixture = useFixture({ resets: false });
	const cells: GateCell[] = [];
	const watches: HealthWatch[] = [];
	let host: RunningHost;
	let limited: Fixture;

	beforeAll(async () => {
		const { tarball, version } = sharedHost();
		const env = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1', EXECUTIONS_TIMEOUT: TEN_MINUTES };
		const claimed = await startClaimed({ tarball, version, env });
		const { client } = claimed;
		host = claimed.host;
		const { emulator } = fixture;
		limited = { client, emulator, credentials: await createCredentials(client, emulator) };
	});
	afterAll(async () => {
		await Promise.all([...watches.map((watch) => watch.stop()), ...cells.map((cell) => cell.close())]);
		if (host) await refuseSecretsOnHost(host).finally(() => host.stop());
	});

	const start = async (cell: GateCell): Promise<GateCell> => {
		await cell.start();
		// One after the other, so that those that sleep have left their place.
		if (cell.one.isLimited) await cell.looks();
		return cell;
	};

	it('do what the tables say, and n8n answers throughout', async () => {
		watches.push(new HealthWatch(sharedHost().url), new HealthWatch(host.url));
		for (const one of CASES) {
			const bench = one.isLimited ? limited : fixture;
			for (const mode of ['sleep', 'hold'] as const) {
				for (const gate of Object.keys(GATES) as GateName[]) {
					if (!isForTools(one)) cells.push(await start(new GateCell(bench, one, gate, mode)));
					if (one.asTool) cells.push(await start(new GateToolCell(bench, one, gate, mode)));
				}
			}
		}
		for (const cell of cells) await cell.looks();
		const inProduction = cells.filter(({ one }) => one.isProduction);
		// The one that holds has the place; the others that hold wait for it. One that sleeps is up for a moment now and then.
		const states = async () =>
			(await Promise.all(inProduction.map((cell) => cell.status()))).sort().join() === PLACES || undefined;
		await poll(states, { what: `the executions in production are ${PLACES}`, timeoutSeconds: 120 });

		for (const cell of cells) cell.settle();
		const outcomes = new Map<string, string>();
		for (const cell of cells) outcomes.set(cell.key, await cell.outcome());
		for (const watch of watches) await watch.end();
		const page = gatesPage(CASES, (key) => outcomes.get(key) ?? '');
		if (process.env.DOCS === 'write') writeFileSync(PAGE, page);
		expect(page).toBe(readFileSync(PAGE, 'utf8'));
	});
});
