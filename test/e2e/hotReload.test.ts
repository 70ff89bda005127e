import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hotReload } from '../demo/hotReload';
import { poll, readManifest, REPOSITORY, startClaimed } from '../host';
import { packageFolder } from '../host/package';
import { sharedHost } from '../support/n8n/sharedHost';

/** An n8n of its own has to start. */
jest.setTimeout(240_000);

const AGENT = 'n8n-nodes-promptrails.promptRailsAgent';

test('the editor of npm run dev has a change of a source without a restart', async () => {
	const { tarball, version } = sharedHost();
	const from = mkdtempSync(join(tmpdir(), 'promptrails-sources-'));
	for (const folder of ['nodes', 'credentials']) {
		cpSync(join(REPOSITORY, folder), join(from, folder), { recursive: true });
	}
	const { host, client } = await startClaimed({ tarball, version, env: { N8N_DEV_RELOAD: 'true' } });
	const told: string[] = [];
	const to = packageFolder(host.userFolder, readManifest(REPOSITORY).name);
	const end = hotReload({ from, to, tell: (line) => told.push(line) });
	try {
		const file = join('nodes', 'Agent', 'PromptRailsAgent.node.ts');
		const source = readFileSync(join(from, file), 'utf8');
		const described = async () => {
			const types = await client.nodeTypes();
			// While n8n reloads, its file of types is no JSON; another change would make it reload anew.
			if (!Array.isArray(types)) return undefined;
			const agent = types.find(({ name }) => name === AGENT);
			if (/^Changed/.test(String(agent?.description))) return agent;
			// Again and again, for n8n begins to watch only after it is ready: a change before that is lost.
			writeFileSync(join(from, file), source.replace("description: 'Run ", "description: 'Changed: run "));
			return undefined;
		};
		await poll(described, { what: 'n8n has the change', timeoutSeconds: 120, everyMs: 2000 });
		expect(new Set(told)).toEqual(new Set([`Reloading ${file}`]));
	} finally {
		end();
		await host.stop();
		rmSync(from, { recursive: true, force: true });
	}
});
