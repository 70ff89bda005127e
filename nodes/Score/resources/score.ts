import {
	additionalFields,
	bodyField,
	filters,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { booleanAsField, createScore, scoreValueFields } from '../createScore';
import {
	boolValueProperty,
	commentField,
	configProperty,
	dataTypeProperty,
	nameProperty,
	sourceFields,
	sourceFilters,
	stringValueProperty,
	traceProperty,
	valueProperty,
} from '../scoreFields';

const score = pathField(locator('searchScores'));

const traceFilter = queryField({
	...traceProperty,
	required: false,
	description: 'Only scores of this trace',
});

const nameFilter = queryField({ ...nameProperty, description: 'Only scores with exactly this name' });

const SIMPLE_SCORE = [
	'id',
	'name',
	'value',
	'string_value',
	'bool_value',
	'data_type',
	'source',
	'comment',
	'trace_id',
	'created_at',
];

/** The `score` resource: what people, programs and models think of an answer. */
export const scoreResource: Resource = {
	value: 'score',
	name: 'Score',
	defaultOperation: 'create',
	operations: [
		{
			value: 'aggregate',
			name: 'Aggregate',
			action: 'Aggregate scores',
			description: 'Get the count, average, minimum and maximum of scores, one item for each name',
			request: { method: 'GET', path: '/api/v1/scores/aggregates' },
			result: 'all',
			fields: [filters([nameFilter, traceFilter])],
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create score',
			description: 'Score a trace, such as the answer of an agent',
			request: { method: 'POST', path: '/api/v1/scores' },
			run: createScore,
			simplify: SIMPLE_SCORE,
			fields: [
				bodyField(traceProperty),
				bodyField({
					...nameProperty,
					required: true,
					description: 'What is scored. Scores of the same name are aggregated together.',
				}),
				bodyField({
					...dataTypeProperty,
					required: true,
					description: 'What kind of value the score has',
				}),
				...scoreValueFields,
				...sourceFields,
				additionalFields([
					bodyField(locator('searchAgents', { required: false, description: 'The agent that is scored' })),
					bodyField({
						...configProperty,
						description: 'The score config that the score follows: its range or its categories',
					}),
					bodyField(
						locator('searchExecutions', { required: false, description: 'The execution that is scored' }),
					),
					bodyField({
						displayName: 'Span ID',
						name: 'spanId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 4b1f0c8d9e2a7356',
						description: 'ID of the span of the trace that is scored. The whole trace if not set.',
					}),
					commentField,
				]),
			],
			options: [booleanAsField],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete score',
			description: 'Delete a score permanently',
			request: { method: 'DELETE', path: '/api/v1/scores/{scoreId}' },
			result: 'deleted',
			fields: [score],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get score',
			description: 'Get one score',
			request: { method: 'GET', path: '/api/v1/scores/{scoreId}' },
			simplify: SIMPLE_SCORE,
			fields: [score],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many scores',
			description: 'Get a list of scores, newest first',
			request: { method: 'GET', path: '/api/v1/scores' },
			result: 'paged',
			simplify: SIMPLE_SCORE,
			fields: [
				filters([
					queryField({ ...configProperty, description: 'Only scores that follow this score config' }),
					queryField({ ...dataTypeProperty, description: 'Only scores of this data type' }),
					nameFilter,
					...sourceFilters,
					traceFilter,
				]),
			],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update score',
			description: 'Change the value or the comment of a score',
			request: { method: 'PATCH', path: '/api/v1/scores/{scoreId}' },
			simplify: SIMPLE_SCORE,
			fields: [
				score,
				additionalFields([
					bodyField(valueProperty),
					bodyField(stringValueProperty),
					bodyField(boolValueProperty),
					commentField,
				]),
			],
		},
	],
};
