import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage, readManifest, unpack } from '../host/package';
import { REPOSITORY } from '../host/paths';
import { lintLeg, type Leg } from './lint';

/** Legs as n8n's scanner has them: the sources, and what is published. */
function legsOf(tarballFolder: string, sourcePatterns: string[]): Leg[] {
	const { nodes, credentials } = readManifest(REPOSITORY).n8n;
	const compiled = [...nodes, ...credentials];
	const sources = compiled.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	return [
		{ name: 'sources', folder: REPOSITORY, patterns: sourcePatterns, required: ['package.json', ...sources] },
		{
			name: 'tarball',
			folder: tarballFolder,
			patterns: ['**/*.js', 'package.json'],
			required: ['package.json', ...compiled],
		},
	];
}

async function scan(tarballFolder: string): Promise<number> {
	const { buildScanConfig, SOURCE_FILE_PATTERNS } = await import(
		'@n8n/scan-community-package/scanner/scanner.mjs'
	);
	const config = await buildScanConfig();
	let total = 0;
	for (const leg of legsOf(tarballFolder, SOURCE_FILE_PATTERNS)) {
		const findings = await lintLeg(leg, config);
		for (const { severity, place, rule, message } of findings) {
			console.log(`${severity}  ${leg.name}  ${place}  ${message}  (${rule})`);
		}
		const errors = findings.filter(({ severity }) => severity === 'error').length;
		console.log(`${leg.name}: ${errors} errors, ${findings.length - errors} warnings`);
		total += findings.length;
	}
	return total;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'promptrails-scan-'));
	try {
		const { tarball } = await packPackage({ build: true });
		await unpack(tarball, folder);
		process.exitCode = (await scan(folder)) === 0 ? 0 : 1;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

void main();
