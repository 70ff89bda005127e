/** What one n8n version needs in order to be installed and started here. */
export interface HostRecipe {
	/** Major version of the Node that runs it. */
	node: string;
	/** Replacements for dependencies that the npm registry does not serve. */
	overrides?: Record<string, string>;
	/** Environment that only this version needs. */
	env?: Record<string, string>;
}

/** These versions name an address outside the registry for it. */
const FROM_THE_REGISTRY = { xlsx: '0.18.5' };

/** Community nodes are tools only where this is said, and code nodes need no process of their own. */
const LIKE_TODAY = { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true', N8N_RUNNERS_ENABLED: 'false' };

const older = (env: Record<string, string> = {}): HostRecipe => ({
	node: '20',
	overrides: FROM_THE_REGISTRY,
	env: { ...LIKE_TODAY, ...env },
});

/** The n8n versions that the tests know how to run: adding one is adding a row. */
const HOST_RECIPES = {
	// mcp-registry calls its maker at every start; older versions refuse names of modules that they do not have.
	'2.41.1': { node: '24', env: { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub' } },
	'2.0.3': { node: '24', overrides: FROM_THE_REGISTRY },
	// On Node 20 the engine that isolates expressions neither ships ready nor builds.
	'1.123.81': older({ N8N_EXPRESSION_ENGINE: 'legacy' }),
	// On both sides of the border from which on a node may ask n8n to run it again: 1.113 knows such requests.
	'1.113.3': older(),
	'1.110.1': older(),
	'1.85.4': older(),
} as const satisfies Record<string, HostRecipe>;

export type HostVersion = keyof typeof HOST_RECIPES;

/** The version that the demo and the tests use unless they are told otherwise. */
export const DEFAULT_VERSION: HostVersion = '2.41.1';

/** The recipe of a version; a version without one is refused with the list of known ones. */
export function recipeOf(version: string): HostRecipe {
	const recipe = new Map<string, HostRecipe>(Object.entries(HOST_RECIPES)).get(version);
	if (!recipe) {
		throw new Error(`No recipe for n8n ${version}; known: ${Object.keys(HOST_RECIPES).join(', ')}`);
	}
	return recipe;
}
