import { type HostOptions, preparePackage } from '../host';
import { Stage } from '../support/n8n/stage';

export type { Stage };

/** Builds and packs the package, and opens a stage with it; the caller closes it. */
export async function openStage({ env }: Pick<HostOptions, 'env'> = {}): Promise<Stage> {
	return await Stage.open({ tarball: await preparePackage(), env });
}
