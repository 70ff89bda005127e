import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HOST_FOLDER } from './paths';
import { run } from './processes';
import { step } from './progress';
import { DEFAULT_VERSION, recipeOf } from './versions';

const STAMP = '.installed.json';

/** An installed n8n and the Node that runs it. */
export interface InstalledHost {
	version: string;
	/** The `node` program. */
	node: string;
	/** The `n8n` program, a script for that Node. */
	n8n: string;
	/** Environment that this version needs. */
	env: Record<string, string>;
}

type Manifest = Record<string, unknown>;

/** Installs into a folder once: a stamp, written last, says which manifest is complete there. */
async function installOnce(folder: string, manifest: Manifest, work: () => Promise<void>): Promise<void> {
	const stamp = join(folder, STAMP);
	const wanted = JSON.stringify(manifest);
	if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === wanted) return;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), wanted);
	await work();
	writeFileSync(stamp, wanted);
}

/** The user's npm environment, except for what this package's own .npmrc and scripts put into it. */
function npmEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
	const ours = /^(npm_config_(ignore_scripts|nodedir|local_prefix)|npm_(package|lifecycle)_.*)$/i;
	const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
	return { ...Object.fromEntries(kept), ...extra };
}

async function npm(folder: string, args: string[], env = npmEnvironment()): Promise<void> {
	await run('npm', [...args, '--no-audit', '--no-fund'], { cwd: folder, env, log: join(folder, 'npm.log') });
}

/** The prefix (bin/, include/) that npm's `node` package unpacked; its name depends on the platform. */
function nodePrefix(folder: string): string {
	const modules = join(folder, 'node_modules');
	const parents = [join(modules, 'node', 'node_modules'), modules].filter((parent) => existsSync(parent));
	const prefixes = parents.flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
	const found = prefixes.find((prefix) => existsSync(join(prefix, 'bin', 'node')));
	if (!found) throw new Error(`npm installed no Node below ${modules}`);
	return found;
}

const programOf = (prefix: string): string => join(prefix, 'bin', 'node');

async function ensureNode(major: string): Promise<string> {
	const folder = join(HOST_FOLDER, `node-${major}`);
	const manifest = { private: true, dependencies: { node: major }, allowScripts: { node: true } };
	await installOnce(folder, manifest, () =>
		// The package unpacks itself in its install script.
		step(`Installing Node ${major}`, () => npm(folder, ['install', '--ignore-scripts=false'])),
	);
	return nodePrefix(folder);
}

/** The `node` program that runs the newest n8n; installs it, once. */
export async function newestNode(): Promise<string> {
	return programOf(await ensureNode(recipeOf(DEFAULT_VERSION).node));
}

/** Installs an n8n version with its own Node, once; shows its progress. */
export async function ensureHost(version: string = DEFAULT_VERSION): Promise<InstalledHost> {
	const { node: major, overrides = {}, env = {} } = recipeOf(version);
	const prefix = await ensureNode(major);
	const folder = join(HOST_FOLDER, `n8n-${version}`);
	const manifest = {
		private: true,
		dependencies: { n8n: version },
		overrides,
		allowScripts: { sqlite3: true },
	};
	const onNode = npmEnvironment({
		PATH: [join(prefix, 'bin'), process.env.PATH].join(delimiter),
		npm_config_nodedir: prefix,
	});
	await installOnce(folder, manifest, async () => {
		await step(`Installing n8n ${version} (2 GB, some minutes)`, () =>
			npm(folder, ['install', '--omit=dev', '--ignore-scripts'], onNode),
		);
		// The only native module without a usable prebuilt file in the registry.
		await step('Building sqlite3 (needs Python, make and a C++ compiler where GitHub is not reachable)', () =>
			npm(folder, ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'], onNode),
		);
	});
	return {
		version,
		node: programOf(prefix),
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		env,
	};
}
