import { bool, fields, filled, num, oneOf, text } from '../core/schema';
import type { ScoreConfig } from '../store/workspaceRows';
import { resource } from './crud';

/** What a score can be. */
export const DATA_TYPES = ['numeric', 'categorical', 'boolean'];

// The sources differ on whether a category is a string or an object.
const category = { type: ['string', 'object'] };
const shared = {
	min_value: num,
	max_value: num,
	categories: { type: 'array', items: category },
	description: text,
};

/** The scales that scores follow. */
export const scoreConfigs = resource<ScoreConfig, Partial<ScoreConfig> & { name: string }>({
	name: 'score config',
	table: (store) => store.scoreConfigs,
	collection: '/score-configs',
	item: '/score-configs/:id',
	list: {},
	create: {
		schema: fields({ name: filled, data_type: oneOf(...DATA_TYPES), ...shared }, 'name'),
		build: (body, { context: { store } }) => ({
			...store.ownedStamp(),
			data_type: 'numeric',
			min_value: null,
			max_value: null,
			categories: [],
			description: '',
			is_active: true,
			...body,
		}),
	},
	update: { schema: fields({ name: filled, is_active: bool, ...shared }) },
	remove: true,
});
