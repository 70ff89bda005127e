import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE_FOLDER, REPOSITORY } from './paths';

const execute = promisify(execFile);

/** The part of a package's manifest that the tools here read. */
export interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

export interface PackedPackage {
	tarball: string;
	bytes: number;
}

/** Reads the package.json of a folder. */
export function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Unpacks a tarball into a folder, which is emptied before. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await execute('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
}

/** Where n8n looks for a community package. */
export function packageFolder(userFolder: string, name: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules', name);
}

/** Puts the packed package where n8n looks for community packages, which gives its types their real prefix. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const { stdout } = await execute('tar', ['-xzOf', tarball, 'package/package.json']);
	const { name } = JSON.parse(stdout) as Manifest;
	await unpack(tarball, packageFolder(userFolder, name));
}

/** Packs the package as it would be published; builds it first when asked to, or when it was never built. */
export async function packPackage({ build = false } = {}): Promise<PackedPackage> {
	if (build || !existsSync(join(REPOSITORY, 'dist'))) {
		await execute('npm', ['run', 'build'], { cwd: REPOSITORY });
	}
	mkdirSync(PACKAGE_FOLDER, { recursive: true });
	await execute('npm', ['pack', '--pack-destination', PACKAGE_FOLDER], { cwd: REPOSITORY });
	const { name, version } = readManifest(REPOSITORY);
	const tarball = join(PACKAGE_FOLDER, `${name}-${version}.tgz`);
	return { tarball, bytes: statSync(tarball).size };
}
