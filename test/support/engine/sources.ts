import './environment';

import type { ICredentialType, INodeType } from 'n8n-workflow';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { readManifest } from '../../host/package';
import { REPOSITORY } from '../../host/paths';
import { type LoadedPackage, packageOf } from './nodeTypes';

/** In a program that tsx runs, this loads TypeScript. */
const load = createRequire(__filename);

/** Our package right from its sources, so that nothing has to be built first. Only for programs that tsx runs. */
export function sourcesAsPackage(): LoadedPackage {
	const { nodes, credentials } = readManifest(REPOSITORY).n8n;
	return packageOf(finder<INodeType>(nodes), finder<ICredentialType>(credentials));
}

/** Finds the one thing of a name by n8n's rule: the class is called as its file, without what follows the first dot. */
function finder<T>(built: string[]): (name: string) => T {
	const known = new Map<string, T>();
	return (name) => {
		const found = known.get(name);
		if (found) return found;
		const made = instanceOf<T>(built, name);
		known.set(name, made);
		return made;
	};
}

function instanceOf<T>(built: string[], name: string): T {
	const className = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
	const file = built.find((path) => path.includes(`/${className}.`));
	if (!file) throw new Error(`The package has no ${name}`);
	const source = join(REPOSITORY, file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	const classes = load(source) as Record<string, new () => T>;
	return new classes[className]();
}
