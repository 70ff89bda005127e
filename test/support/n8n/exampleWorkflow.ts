import type { INodeCredentials, INodeParameters } from 'n8n-workflow';
import { poll, type Execution, type SavedWorkflow, type WorkflowDefinition } from '../../host';
import { readExample, withChoice } from '../../host/examples';
import { CREDENTIAL_TYPE, type Fixture } from './fixture';

const NAMES = { support: 'Support Agent', refund: 'Refund Approver', triage: 'Ticket Triage' };
type Agent = keyof typeof NAMES;

/** An example that a user has imported and set up. */
export class ExampleWorkflow {
	private constructor(
		private readonly fixture: Fixture,
		readonly saved: SavedWorkflow,
	) {}

	/**
	 * @param changes parameters that the user changes, by the names of the nodes
	 * @param pinData what the user pins, so that a trigger can be run by hand
	 * @param others credentials of nodes that are not ours, by the names of the nodes
	 */
	static async import(
		fixture: Fixture,
		name: string,
		agent: Agent,
		changes: Record<string, INodeParameters> = {},
		pinData: WorkflowDefinition['pinData'] = {},
		others: Record<string, INodeCredentials> = {},
	): Promise<ExampleWorkflow> {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		if (!credential) throw new Error('There is no credential to choose');
		const chosen = withChoice(readExample(name), {
			credential,
			agent: { id: emulator.ids.agents[agent], name: NAMES[agent] },
			prompt: { id: emulator.ids.prompts.support, name: 'Support Answer' },
		});
		const unknown = Object.keys({ ...changes, ...others }).filter(
			(node) => !chosen.nodes.some((one) => one.name === node),
		);
		if (unknown.length > 0) throw new Error(`${name} has no node ${unknown.join(', ')}`);
		const nodes = chosen.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] },
			...(others[node.name] ? { credentials: others[node.name] } : {}),
		}));
		return new ExampleWorkflow(fixture, await client.createWorkflow({ ...chosen, nodes, pinData }));
	}

	async publish(): Promise<void> {
		await this.fixture.client.publish(this.saved);
	}

	async unpublish(): Promise<void> {
		await this.fixture.client.unpublish(this.saved);
	}

	/** Runs it from one of its triggers, as the editor does. */
	async start(trigger: string): Promise<string> {
		return await this.fixture.client.startManually(this.saved, trigger);
	}

	/** Waits for so many executions in which a node ran, and returns them, the oldest first. */
	async executionsWith(node: string, count: number, states: string[]): Promise<Execution[]> {
		const { client } = this.fixture;
		const reached = async () => {
			const ids = (await client.executionsOf(this.saved)).reverse();
			const executions = await Promise.all(ids.map((id) => client.execution(id)));
			const found = executions.filter(
				({ data, status }) => data.resultData.runData[node] && states.includes(status),
			);
			return found.length >= count ? found : undefined;
		};
		return await poll(reached, { what: `${count} times ${node} of ${this.saved.name}`, timeoutSeconds: 90 });
	}
}
