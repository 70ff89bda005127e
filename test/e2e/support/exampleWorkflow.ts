import type { INodeParameters } from 'n8n-workflow';
import { poll, type Execution, type SavedWorkflow, type WorkflowDefinition } from '../../host';
import { readExample, withChoice } from '../../host/examples';
import { CREDENTIAL_TYPE, type Fixture } from './fixture';

type Agent = 'support' | 'refund';
const NAMES: Record<Agent, string> = { support: 'Support Agent', refund: 'Refund Approver' };

/** An example that a user has imported and set up. */
export class ExampleWorkflow {
	private constructor(
		private readonly fixture: Fixture,
		readonly saved: SavedWorkflow,
	) {}

	/**
	 * @param changes parameters that the user changes, by the names of the nodes
	 * @param pinData what the user pins, so that a trigger can be run by hand
	 */
	static async import(
		fixture: Fixture,
		name: string,
		agent: Agent,
		changes: Record<string, INodeParameters> = {},
		pinData: WorkflowDefinition['pinData'] = {},
	): Promise<ExampleWorkflow> {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		if (!credential) throw new Error('There is no credential to choose');
		const choice = { credential, agent: { id: emulator.ids.agents[agent], name: NAMES[agent] } };
		const chosen = withChoice(readExample(name), choice);
		const unknown = Object.keys(changes).filter((node) => !chosen.nodes.some((one) => one.name === node));
		if (unknown.length > 0) throw new Error(`${name} has no node ${unknown.join(', ')}`);
		const nodes = chosen.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes[node.name] },
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
