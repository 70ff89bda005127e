import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import { chain, type CredentialReference, mappedInput, type Size, type WorkflowDefinition } from '../../host';
import { byId, picked } from '../../locator';

/** What a panel with its input and output needs. */
export const PANEL: Size = { width: 1440, height: 980 };

/** A node as a user has set it up, for a picture of its panel. */
export interface Panel {
	/** The node without what all their names begin with: `Agent`. */
	node: string;
	/** What comes into it. */
	item: IDataObject;
	parameters: INodeParameters;
	size?: Size;
}

const CUSTOMER = { name: 'Ada', question: 'Where is my order?' };

/** One panel for each node, with the operation that says most about it. */
export function panels({ ids }: Emulator): Panel[] {
	const support = picked(ids.agents.support, 'Support Agent · Simple');
	return [
		{
			node: 'Agent',
			item: { release: '2.0.0' },
			parameters: {
				resource: 'version',
				operation: 'create',
				agentId: picked(ids.agents.chain, 'Summarize and Translate · Chain'),
				version: '={{ $json.release }}',
				configMode: 'fields',
				type: 'chain',
				promptIds: {
					rows: [
						{ promptId: picked(ids.prompts.summary, 'Summary'), role: 'first' },
						{ promptId: picked(ids.prompts.translate, 'Translation'), role: 'second' },
					],
				},
				additionalFields: { message: 'Shorter summaries', setCurrent: true },
			},
		},
		{
			node: 'Prompt',
			item: CUSTOMER,
			parameters: {
				resource: 'prompt',
				operation: 'run',
				promptId: picked(ids.prompts.support, 'Support Answer'),
				inputMode: 'fields',
				inputFields: mappedInput({ name: '={{ $json.name }}', question: '={{ $json.question }}' }, false),
				additionalFields: { temperature: 0.3 },
			},
		},
		{
			node: 'Chat',
			item: CUSTOMER,
			parameters: {
				resource: 'message',
				operation: 'send',
				sessionMode: 'new',
				agentId: support,
				content: '={{ $json.question }}',
				additionalFields: { title: '=Order of {{ $json.name }}' },
			},
		},
		{
			node: 'Memory',
			item: { customer: 'Ada' },
			parameters: {
				operation: 'search',
				agentId: support,
				query: '={{ $json.customer }}',
				limit: 5,
				additionalFields: { threshold: 0.3 },
			},
		},
		{
			node: 'Approval',
			item: { approval: ids.approvals.pending, answer: 'Amount checked against the invoice' },
			parameters: {
				operation: 'decide',
				approvalId: byId('={{ $json.approval }}'),
				decision: 'approved',
				additionalFields: { reason: '={{ $json.answer }}' },
			},
		},
		{
			node: 'Score',
			item: { trace_id: ids.traces.completed, stars: 4 },
			parameters: {
				resource: 'score',
				operation: 'create',
				traceId: byId('={{ $json.trace_id }}'),
				name: 'helpfulness',
				dataType: 'numeric',
				value: '={{ $json.stars / 5 }}',
				source: 'manual',
				additionalFields: { comment: 'Polite and correct' },
			},
		},
		{
			node: 'Execution',
			item: { agent: 'Support Agent' },
			parameters: {
				resource: 'execution',
				operation: 'getAll',
				returnAll: false,
				limit: 5,
				filters: { agentId: support, status: 'completed' },
			},
		},
		{
			node: 'Workspace',
			item: { city: 'London' },
			parameters: {
				resource: 'dataSource',
				operation: 'query',
				dataSourceId: picked(ids.dataSources.customers, 'Customers · PostgreSQL'),
				additionalFields: { parameters: '={{ { "city": $json.city } }}' },
			},
		},
	];
}

/** Name of the node on the canvas, as n8n names a new one. */
export const nameOf = ({ node }: Panel): string => `PromptRails ${node}`;

/** A workflow of some panels in a row. */
export function panelWorkflow(shown: Panel[], credential: CredentialReference): WorkflowDefinition {
	const nodes = shown.map((panel) => ({
		name: nameOf(panel),
		type: `n8n-nodes-promptrails.promptRails${panel.node}`,
		typeVersion: 1,
		credentials: { promptRailsApi: credential },
		parameters: panel.parameters,
	}));
	return chain('Panels', [shown[0]?.item ?? {}], nodes);
}
