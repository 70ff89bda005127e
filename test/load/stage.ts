import { ensureHost, type HostOptions, packPackage, step } from '../host';
import { Stage } from '../support/n8n/stage';

export type { Stage };

/** Builds and packs the package, and opens a stage with it; the caller closes it. */
export async function openStage({ env }: Pick<HostOptions, 'env'> = {}): Promise<Stage> {
	const { tarball } = await step('Building and packing the package', () => packPackage({ build: true }));
	await ensureHost();
	return await Stage.open({ tarball, env });
}
