import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { allOperations } from '../contracts';
import { loadPackage } from '../support/engine/nodeTypes';
import type { Files } from './generated';
import { fileNameOf, nodePage } from './nodePage';

const ROOT = resolve(__dirname, '../..');
/** Where the pages stand, from the repository's root. */
export const PAGES_FOLDER = join('docs', 'nodes');

/** The reference pages of all nodes, from the built package. */
export async function nodePages(): Promise<Files> {
	const { nodeTypes } = await loadPackage();
	const pages = nodeNames().map((name): [string, string] => {
		const { description } = nodeTypes.getByNameAndVersion(name);
		const endpoint = (resource: string | undefined, operation: string) => {
			const found = allOperations.find(
				(one) => one.node === name && (one.resource ?? undefined) === resource && one.operation === operation,
			);
			return found && `${found.method} ${found.path}`;
		};
		return [join(PAGES_FOLDER, `${fileNameOf(description.displayName)}.md`), nodePage(description, endpoint)];
	});
	return Object.fromEntries(pages);
}

/** Internal names of all nodes. */
export function nodeNames(): string[] {
	return readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
		.map((file) => /PromptRails(\w+)\.node\.ts$/.exec(file)?.[1])
		.filter((name) => name !== undefined)
		.map((name) => `promptRails${name}`)
		.sort();
}
