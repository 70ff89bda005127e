import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { picked } from '../locator';
import type { PanelRequest } from '../support/engine/loadOptions';
import { executing, inputFor } from './agentInput';
import { printAnswers, printFailure } from './report';
import type { Agent, Server } from './server';

const AGENT_NODE = 'promptRailsAgent';
const CUSTOMERS: IDataObject[] = [
	{ name: 'Ada', question: 'Where is my order?' },
	{ name: 'Grace', question: 'Can I change my plan in the middle of the month?' },
	{ name: 'Linus', question: 'How do I reset my password?' },
];
const QUESTION = 'My order A-1001 was due on Monday. Where is it?';

/**
 * Runs the nodes in n8n's own engine in this process, right from their sources: an agent over three items, and an answer
 * that streams. Prints the answers.
 * @returns whether all of them came
 */
export async function runInEngine(server: Server, agent: Agent): Promise<boolean> {
	console.log(`In n8n's engine, in this process, against ${server.label}:`);
	// n8n's engine takes its folders from the environment when it is first loaded.
	const [{ mapperFields }, { runNode }, { sourcesAsPackage }] = await Promise.all([
		import('../support/engine/loadOptions'),
		import('../support/engine/runNode'),
		import('../support/engine/sources'),
	]);
	const loaded = sourcesAsPackage();
	const credential = { apiKey: server.apiKey, baseUrl: server.url };
	const agentId = picked(agent.id, agent.name);
	const node: PanelRequest = { type: AGENT_NODE, loaded, credential, parameters: executing(agentId) };
	const { fields } = await mapperFields(node, 'getAgentInputFields');

	const answered = await runNode({
		...node,
		items: CUSTOMERS,
		onError: 'continueErrorOutput',
		parameters: { ...node.parameters, ...inputFor(fields) },
	});
	if (answered.error) printFailure(answered.error);
	printAnswers(CUSTOMERS, answered.outputs.flat());

	console.log(`\nIn a chat, as it streams: ${QUESTION}`);
	process.stdout.write('     -> ');
	const streamed = await runNode({
		type: 'promptRailsChat',
		loaded,
		credential,
		items: [{ sessionId: 'demo', chatInput: QUESTION }],
		parameters: chatWith(agentId),
		onChunk: ({ type, content = '' }) => void (type === 'item' && process.stdout.write(content)),
	});
	console.log();
	if (streamed.error) printFailure(streamed.error);
	return answered.json.length === CUSTOMERS.length && streamed.json.length === 1;
}

/** The parameters that the Chat node has right after its agent was chosen. */
const chatWith = (agentId: INodeParameters): INodeParameters => ({
	resource: 'message',
	operation: 'send',
	sessionMode: 'key',
	agentId,
	sessionKey: '={{ $json.sessionId }}',
	content: '={{ $json.chatInput }}',
});
