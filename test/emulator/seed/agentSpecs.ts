import type { JsonObject } from '../core/schema';
import { SLOW_LABEL } from '../engine/launch';
import { CAUTIOUS_LABEL, MUTE_LABEL, POLYGLOT_LABEL } from '../engine/outcome';
import { namedId } from '../store/ids';
import type { AgentType } from '../store/rows';
import { promptIds } from './prompts';

/** One seeded agent: what it is, and what its current version runs with. */
export interface AgentSpec {
	key: string;
	name: string;
	description: string;
	type: AgentType;
	status?: string;
	labels?: string[];
	config: JsonObject;
	input_schema?: JsonObject;
}

const string = (description: string) => ({ type: 'string', description });
const simple = (extra: JsonObject = {}) => ({ type: 'simple', prompt_id: promptIds.support, ...extra });
const links = [
	{ prompt_id: promptIds.summary, role: 'first', sort_order: 0 },
	{ prompt_id: promptIds.translate, role: 'second', sort_order: 1 },
];

/** What the support agent takes: a field of every type. */
const SUPPORT_INPUT = {
	type: 'object',
	required: ['name', 'question'],
	properties: {
		name: string('Name of the customer'),
		question: string('What the customer wants to know'),
		priority: {
			type: 'string',
			enum: ['low', 'normal', 'high'],
			description: 'How soon it must be answered',
		},
		urgent: { type: 'boolean', description: 'Interrupts a human' },
		score: { type: 'number', description: 'Satisfaction so far' },
		attempts: { type: 'integer', description: 'How often the customer asked' },
		tags: { type: 'array', items: { type: 'string' }, description: 'Labels of the ticket' },
		context: { type: 'object', description: 'Anything else that is known' },
	},
};

/** The agents with a part of their own in tests and demos. */
export const NAMED_AGENTS = [
	{
		key: 'support',
		name: 'Support Agent',
		description: 'Answers customers',
		type: 'simple',
		config: simple(),
		input_schema: SUPPORT_INPUT,
	},
	{
		key: 'chain',
		name: 'Summarize and Translate',
		description: 'Two prompts in a row',
		type: 'chain',
		config: { type: 'chain', prompt_ids: links },
		input_schema: {
			type: 'object',
			required: ['text'],
			properties: { text: string('Text to work on'), language: string('Target') },
		},
	},
	{
		key: 'multiAgent',
		name: 'Review Panel',
		description: 'Prompts side by side',
		type: 'multi_agent',
		config: { type: 'multi_agent', prompt_ids: links },
	},
	{
		key: 'workflow',
		name: 'Order Workflow',
		description: 'A graph of prompts',
		type: 'workflow',
		config: {
			type: 'workflow',
			nodes: [
				{ id: 'read', depends_on: [], prompt_id: promptIds.summary },
				{ id: 'answer', depends_on: ['read'], prompt_id: promptIds.support },
			],
		},
	},
	{
		key: 'composite',
		name: 'Customer Care Team',
		description: 'Agents that work together',
		type: 'composite',
		config: { type: 'composite', steps: [{ id: 'support', agent_id: namedId('agent support') }] },
	},
	{
		key: 'refund',
		name: 'Refund Approver',
		description: 'Waits for a human before it refunds',
		type: 'simple',
		config: simple({ approval_required: true, approval_checkpoint_name: 'refund' }),
		input_schema: {
			type: 'object',
			required: ['order_id', 'amount'],
			properties: {
				order_id: string('Number of the order'),
				amount: { type: 'number', description: 'Amount in EUR' },
			},
		},
	},
	{
		key: 'triage',
		name: 'Ticket Triage',
		description: 'Drafts answers, and asks a human before it promises a refund',
		type: 'simple',
		labels: [CAUTIOUS_LABEL],
		config: simple({ approval_required: true, approval_checkpoint_name: 'answer' }),
		input_schema: {
			type: 'object',
			required: ['name', 'question'],
			properties: { name: string('Name of the customer'), question: string('What the customer wants') },
		},
	},
	{
		key: 'slow',
		name: 'Slow Researcher',
		description: 'Takes its time',
		type: 'simple',
		labels: [SLOW_LABEL],
		config: simple(),
		input_schema: { type: 'object', required: ['topic'], properties: { topic: string('What to look into') } },
	},
	{
		key: 'flaky',
		name: 'Flaky Agent',
		description: 'Fails when its input says so',
		type: 'simple',
		config: simple(),
	},
	{
		key: 'polyglot',
		name: 'Polyglot',
		description: 'Answers in many scripts, with emoji',
		type: 'simple',
		labels: [POLYGLOT_LABEL],
		config: simple(),
	},
	{
		key: 'mute',
		name: 'Mute',
		description: 'Completes without an answer',
		type: 'simple',
		labels: [MUTE_LABEL],
		config: simple(),
	},
	{
		key: 'archived',
		name: 'Retired Agent',
		description: 'No longer executable',
		type: 'simple',
		status: 'archived',
		config: simple(),
	},
] as const satisfies AgentSpec[];

const PLAIN_NAMES = [
	'Invoice Reader',
	'Lead Scorer',
	'Contract Checker',
	'Meeting Notes',
	'Release Writer',
	'Log Explainer',
	'Sentiment Watch',
	'FAQ Builder',
	'Onboarding Guide',
	'Price Comparer',
	'Travel Planner',
	'Recipe Finder',
	'Code Reviewer',
	'SQL Helper',
	'Alert Router',
	'Survey Analyst',
	'Job Screener',
	'Newsletter Editor',
];

/** Agents that only make the list long. */
export const PLAIN_AGENTS: AgentSpec[] = PLAIN_NAMES.map((name) => ({
	key: name,
	name,
	description: `${name}, a plain agent`,
	type: 'simple',
	config: simple(),
}));
