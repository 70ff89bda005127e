import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { LARGEST_PACKAGE } from '../support/packageSize';

const ROOT = resolve(__dirname, '../..');

interface Packed {
	files: Array<{ path: string }>;
	size: number;
}

const [packed] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }),
) as [Packed];
const paths = packed.files.map(({ path }) => path);
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** All that is published, by what it is. */
const PUBLISHED = [
	/^(package\.json|README\.md|LICENSE)$/,
	/^dist\/THIRD_PARTY_LICENSES\.txt$/,
	/^dist\/icons\/[\w.]+\.svg$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/[\w/]+(\.node)?\.js$/,
	/^dist\/nodes\/\w+\/\w+\.node\.json$/,
	/^dist\/nodes\/\w+\/__schema__\/[\w./]+\.json$/,
];

test('the package holds what n8n loads and the licenses, and nothing else', () => {
	expect(paths.filter((path) => !PUBLISHED.some((pattern) => pattern.test(path)))).toEqual([]);
	expect(paths.filter((path) => /\.(ts|map|test\.js)$/.test(path))).toEqual([]);
});

test('the package is small enough to be installed in a moment', () => {
	expect(packed.size).toBeLessThan(LARGEST_PACKAGE);
});

test('the bundled packages are loaded when a node runs, not when n8n loads it', () => {
	const load = `
		for (const file of require('./package.json').n8n.nodes) new (Object.values(require('./' + file))[0])();
		console.log(Object.keys(require.cache).filter((file) => file.endsWith('vendorBundle.js')).length);`;
	const found = execFileSync(process.execPath, ['--eval', load], { cwd: ROOT, encoding: 'utf8' });
	expect(found.trim()).toBe('0');
});

test('the package brings every file that its manifest names', () => {
	const { n8n } = JSON.parse(text('package.json')) as { n8n: { nodes: string[]; credentials: string[] } };
	const codices = n8n.nodes.map((file) => file.replace(/\.js$/, '.json'));
	expect(paths).toEqual(expect.arrayContaining([...n8n.nodes, ...codices, ...n8n.credentials]));
});

test('the licenses of everything that is bundled are in the package', () => {
	const licenses = text('dist/THIRD_PARTY_LICENSES.txt');
	for (const name of ['axios', 'axios-retry', 'eventsource-parser', 'p-limit']) {
		expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|Apache-2\\.0)\\)$`, 'm'));
	}
	expect(text('LICENSE')).toContain('MIT License');
});

test('nothing in the package points at a source map or at the machine that built it', () => {
	const scripts = paths.filter((path) => path.endsWith('.js')).map(text);
	expect(scripts.filter((script) => /sourceMappingURL|file:\/\//.test(script))).toEqual([]);
	expect(scripts.filter((script) => script.includes(ROOT))).toEqual([]);
});

test('the version stands in package.json alone', () => {
	const { version } = JSON.parse(text('package.json')) as { version: string };
	expect(text('dist/nodes/shared/version.js')).toContain(version);
	expect(text('nodes/shared/version.ts')).not.toContain(version);
});

describe('nobody else’s code gets into a release', () => {
	interface Manifest {
		dependencies?: Record<string, string>;
		devDependencies: Record<string, string>;
	}

	test('n8n installs no other package with this one', () => {
		const { dependencies = {} } = JSON.parse(text('package.json')) as Manifest;
		expect(dependencies).toEqual({});
	});

	test('what is bundled and what builds it has an exact version, and a digest in the lockfile', () => {
		const { devDependencies } = JSON.parse(text('package.json')) as Manifest;
		expect(Object.values(devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
		const { packages } = JSON.parse(text('package-lock.json')) as {
			packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
		};
		const unknown = Object.entries(packages).filter(
			([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle,
		);
		expect(unknown.map(([path]) => path)).toEqual([]);
	});

	test('a release is made from a tag of the main branch, with provenance and without a stored token', () => {
		const workflow = text('.github/workflows/publish.yml');
		expect(workflow).toMatch(/on:\n {2}push:\n {4}tags: /);
		expect(workflow).toContain('git merge-base --is-ancestor "$GITHUB_SHA" origin/main');
		expect(workflow).toContain('npm publish --provenance');
		expect(workflow).not.toMatch(/secrets\.|_TOKEN|_AUTH/);
		const actions = [...workflow.matchAll(/uses: \S+@(\S+)/g)].map(([, version]) => version);
		expect(actions.filter((version) => !/^[0-9a-f]{40}$/.test(version))).toEqual([]);
	});
});
