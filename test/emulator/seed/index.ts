import type { Context } from '../context';
import { plantActivity } from './activity';
import { agentIds, agentVersionIds, plantAgents } from './agents';
import { assetIds, plantFiles } from './files';
import { modelIds, plantModels } from './models';
import { catalogueIds, plantCatalogue } from './catalogue';
import { moments } from './moments';
import { plantPrompts, promptIds, promptVersionIds } from './prompts';
import { plantWorkspace, workspaceIds } from './workspace';

/** Ids of the seeded objects, by readable names. */
export type SeedIds = ReturnType<typeof plant>;

/** Empties the store and fills it with what every emulator starts from: the same ids every time. */
export function seed(context: Context): SeedIds {
	context.store.clear();
	return context.store.ids.duringSeed(() => plant(context));
}

function plant(context: Context) {
	const { store } = context;
	const setUp = moments(20);
	plantModels(store, setUp);
	plantPrompts(store, setUp);
	plantAgents(store, setUp);
	plantWorkspace(store, setUp);
	plantCatalogue(store, setUp);
	const activity = plantActivity(context, moments(5, 7));
	plantFiles(store, moments(1), activity.executions.completed);
	return {
		workspace: store.workspaceId,
		user: store.userId,
		agents: agentIds,
		agentVersions: agentVersionIds,
		prompts: promptIds,
		promptVersions: promptVersionIds,
		llmModels: modelIds,
		...workspaceIds,
		...catalogueIds,
		...activity,
		assets: assetIds,
	};
}
