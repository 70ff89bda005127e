import { filters, openChoice, pathField, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import { getTrace } from '../getTrace';
import { ingestFields, ingestSpans } from '../ingestSpans';
import type { Field, Resource } from '../../shared/operation/model/types';

const SIMPLE_SPAN = [
	'id',
	'trace_id',
	'span_id',
	'parent_span_id',
	'name',
	'kind',
	'status',
	'error_message',
	'input',
	'output',
	'model_name',
	'total_tokens',
	'cost',
	'started_at',
	'duration_ms',
];

const kind = (description: string) =>
	openChoice(
		queryField({
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Agent', value: 'agent' },
				{ name: 'Agent Step', value: 'agent_step' },
				{ name: 'Chain', value: 'chain' },
				{ name: 'Data Source', value: 'datasource' },
				{ name: 'Embedding', value: 'embedding' },
				{ name: 'Guardrail', value: 'guardrail' },
				{ name: 'Image', value: 'image' },
				{ name: 'LLM', value: 'llm' },
				{ name: 'MCP Call', value: 'mcp_call' },
				{ name: 'Memory', value: 'memory' },
				{ name: 'Postprocessing', value: 'postprocessing' },
				{ name: 'Preprocessing', value: 'preprocessing' },
				{ name: 'Prompt', value: 'prompt' },
				{ name: 'Speech', value: 'speech' },
				{ name: 'Storage', value: 'storage' },
				{ name: 'Tool', value: 'tool' },
				{ name: 'Video', value: 'video' },
				{ name: 'Workflow', value: 'workflow' },
			],
			default: 'llm',
			placeholder: 'e.g. llm',
			description,
		}),
	);

const modelName = (description: string): Field =>
	queryField({
		displayName: 'Model Name',
		name: 'modelName',
		type: 'string',
		default: '',
		placeholder: 'e.g. gpt-4o',
		description,
	});

const status = (description: string): Field =>
	queryField({
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Error', value: 'error' },
			{ name: 'OK', value: 'ok' },
		],
		default: 'error',
		description,
	});

/** The filters by which a summary counts traces. */
const summaryFilters: Field[] = [
	queryField(locator('searchAgents', { required: false, description: 'Only runs of this agent' })),
	queryField({
		displayName: 'From',
		name: 'dateFrom',
		type: 'dateTime',
		default: '',
		description:
			'Only what started at this time or later. Any ISO 8601 date, in the timezone of the workflow unless it has an offset.',
	}),
	queryField({
		displayName: 'To',
		name: 'dateTo',
		type: 'dateTime',
		default: '',
		description:
			'Only what started at this time or earlier. Any ISO 8601 date, in the timezone of the workflow unless it has an offset.',
	}),
	queryField(locator('searchExecutions', { required: false, description: 'Only this execution' })),
	...kind('Only steps of this kind'),
	queryField({
		displayName: 'Level',
		name: 'level',
		type: 'options',
		options: [
			{ name: 'Debug', value: 'debug' },
			{ name: 'Default', value: 'default' },
			{ name: 'Error', value: 'error' },
			{ name: 'Warning', value: 'warning' },
		],
		default: 'error',
		description: 'Only steps of this log level',
	}),
	modelName('Only steps in which this model answered, by the name its provider gives it'),
	queryField(
		locator('searchTraceSessions', {
			required: false,
			description: 'Only runs of this session',
		}),
	),
	status('Only steps that ended like this'),
];

/** The `trace` resource: what happened inside runs, step by step. */
export const traceResource: Resource = {
	value: 'trace',
	name: 'Trace',
	defaultOperation: 'get',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get trace',
			description:
				'Get the spans of one trace, one item each: every step with its input, output, time and cost',
			request: { method: 'GET', path: '/api/v1/traces/{traceId}' },
			run: getTrace,
			simplify: SIMPLE_SPAN,
			fields: [
				pathField(
					locator('searchTraces', {
						description:
							'The trace, picked from the list or given by its ID, which every run carries as trace_id, or by the ID of one of its spans',
					}),
				),
			],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many traces',
			description: 'Get a list of spans of any trace, newest first',
			request: { method: 'GET', path: '/api/v1/traces' },
			result: 'paged',
			simplify: SIMPLE_SPAN,
			fields: [
				filters([
					queryField(
						locator('searchAgents', { required: false, description: 'Only spans of runs of this agent' }),
					),
					queryField(
						locator('searchExecutions', { required: false, description: 'Only spans of this execution' }),
					),
					...kind('Only spans of this kind of step'),
					modelName('Only spans in which this model answered, by the name its provider gives it'),
					status('Only spans that ended like this'),
					queryField(locator('searchTraces', { required: false, description: 'Only spans of this trace' })),
				]),
			],
		},
		{
			value: 'getPiiReport',
			name: 'Get PII Report',
			action: 'Get PII report of traces',
			description: 'Get which personal data was found in traces, as PromptRails counts it',
			request: { method: 'GET', path: '/api/v1/traces/pii-report', since: 2 },
			fields: [filters(summaryFilters)],
		},
		{
			value: 'getSummary',
			name: 'Get Summary',
			action: 'Get trace summary',
			description: 'Get the totals of traces: their number, tokens, cost in US dollars, time and errors',
			request: { method: 'GET', path: '/api/v1/traces/summary', since: 2 },
			fields: [filters(summaryFilters)],
		},
		{
			value: 'ingest',
			name: 'Ingest Spans',
			action: 'Ingest spans',
			description:
				'Send spans of your own to PromptRails, so that its traces show what happened outside of it too',
			request: { method: 'POST', path: '/api/v1/traces/ingest', since: 2 },
			run: ingestSpans,
			fields: ingestFields,
		},
	],
};
