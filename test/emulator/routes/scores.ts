import type { Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest } from '../core/errors';
import { bool, fields, filled, num, oneOf, text } from '../core/schema';
import type { Score } from '../store/workspaceRows';
import { referenced, resource } from './crud';
import { DATA_TYPES } from './scoreConfigs';

type ScoreBody = Pick<Score, 'trace_id' | 'name'> & Partial<Score>;

interface AggregateQuery {
	trace_id?: string;
	name?: string;
}

const values = { value: num, string_value: text, bool_value: bool, comment: text };

const plain = resource<Score, ScoreBody>({
	name: 'score',
	table: (store) => store.scores,
	collection: '/scores',
	item: '/scores/:id',
	list: {
		mayIgnoreFilters: true,
		filters: {
			trace_id: { schema: text },
			name: { schema: text },
			source: { schema: text },
			data_type: { schema: text },
			config_id: { schema: text },
		},
	},
	create: {
		schema: fields(
			{
				trace_id: filled,
				name: filled,
				data_type: oneOf(...DATA_TYPES),
				source: filled,
				...values,
				span_id: text,
				config_id: filled,
				execution_id: filled,
				agent_id: filled,
			},
			'trace_id',
			'name',
		),
		build: (body, { context: { store } }) => {
			if (body.config_id) referenced(store.scoreConfigs, body.config_id, 'config_id');
			const score: Score = {
				...store.ownedStamp(),
				span_id: '',
				value: null,
				string_value: '',
				bool_value: null,
				data_type: 'numeric',
				source: 'api',
				config_id: null,
				comment: '',
				execution_id: null,
				agent_id: null,
				created_by: store.userId,
				...body,
			};
			requireValue(score);
			return score;
		},
	},
	update: { schema: fields(values) },
	remove: true,
});

/** Scores and what they add up to. */
export const scores: Routes = (app, context) => {
	plain(app, context);
	const querystring = fields({ trace_id: text, name: text });
	app.get<{ Querystring: AggregateQuery }>(
		'/scores/aggregates',
		{ schema: { querystring } },
		({ query: { trace_id, name } }) => {
			const chosen = context.store.scores.where(
				(one) => (trace_id ?? one.trace_id) === one.trace_id && (name ?? one.name) === one.name,
			);
			const names = [...new Set(chosen.map((one) => one.name))].sort();
			return data(
				names.map((each) =>
					aggregate(
						each,
						chosen.filter((one) => one.name === each),
					),
				),
			);
		},
	);
};

function requireValue(score: Score): void {
	if (score.data_type === 'numeric' && score.value === null)
		throw badRequest('value', 'is required for a numeric score');
	if (score.data_type === 'categorical' && score.string_value === '') {
		throw badRequest('string_value', 'is required for a categorical score');
	}
	// Which field carries a boolean is not settled, so either does.
	if (score.data_type === 'boolean' && score.bool_value === null && score.value === null) {
		throw badRequest('bool_value', 'is required for a boolean score');
	}
}

function aggregate(name: string, scored: Score[]): object {
	const numbers = scored.map(numberOf).filter((one) => one !== null);
	const known = numbers.length > 0;
	return {
		name,
		count: scored.length,
		avg: known ? numbers.reduce((sum, one) => sum + one, 0) / numbers.length : null,
		min: known ? Math.min(...numbers) : null,
		max: known ? Math.max(...numbers) : null,
	};
}

function numberOf({ value, bool_value }: Score): number | null {
	return value ?? (bool_value === null ? null : Number(bool_value));
}
