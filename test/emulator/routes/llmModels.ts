import type { Routes } from '../context';
import { data } from '../core/envelope';
import { text } from '../core/schema';
import type { LlmModel } from '../store/rows';
import { resource } from './crud';

const list = resource<LlmModel>({
	name: 'LLM model',
	table: (store) => store.llmModels,
	collection: '/llm-models',
	list: {
		plain: true,
		mayIgnoreFilters: true,
		filters: { provider: { schema: text } },
		order: (a, b) => a.display_name.localeCompare(b.display_name),
	},
});

/** Models: all of them, and those whose provider has a credential. */
export const llmModels: Routes = (app, context) => {
	list(app, context);
	app.get('/llm-models/available', () => {
		const { credentials, llmModels: table } = context.store;
		const open = new Set(credentials.where(({ category }) => category === 'llm').map(({ type }) => type));
		const models = table.where(({ provider, is_active }) => is_active && open.has(provider));
		const providers = [...new Set(models.map(({ provider }) => provider))].sort();
		return data({
			groups: providers.map((provider) => ({
				provider,
				models: models.filter((model) => model.provider === provider).map(availableView),
			})),
		});
	});
};

// The same as in the list, without the two flags that only make sense there.
function availableView(model: LlmModel): object {
	return { ...model, is_active: undefined, supports_streaming: undefined };
}
