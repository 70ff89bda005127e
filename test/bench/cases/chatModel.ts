import { preciseNow } from '../../emulator/core/clock';
import { chatModel as modelNode, withModel } from '../../support/n8n/chatModelWorkflow';
import { chatTrigger, PublicWorkflow, said } from '../../support/n8n/publicWorkflow';
import { agentNode } from '../../support/n8n/streamingNodes';
import { ofItem } from '../../support/n8n/streamLines';
import type { BenchCase } from '../result';
import { interleaved, median } from '../rounds';

const ROUNDS = 9;
const WARM_UP = 2;
const MODEL = 'AI Agent with the PromptRails Chat Model';
const NODE = 'PromptRails Agent';

/** Case 5b. */
export const chatModel: BenchCase = {
	number: '5b',
	title: 'The first words of a chat model',
	about:
		'The time from a message in n8n’s chat to the first delta of its answer, from one agent: as the model of n8n’s AI ' +
		'Agent, and by the Agent node.',
	peers: [],
	run: async ({ client, credentials, emulator }) => {
		const { polyglot } = emulator.ids.agents;
		const trigger = chatTrigger('streaming');
		const byModel = await PublicWorkflow.publish(
			client,
			withModel(trigger, modelNode(credentials, polyglot)),
		);
		const input = '={{ { message: $json.chatInput } }}';
		const byNode = await PublicWorkflow.inRow(client, trigger, [agentNode(credentials, polyglot, input)]);
		const firstDelta = (workflow: PublicWorkflow) => async () => {
			const calledAt = preciseNow();
			const [first] = ofItem(await workflow.stream(said('Say hello'))).deltas;
			if (!first) throw new Error('No delta came');
			return { time: first.at - calledAt };
		};
		const { time } = await interleaved(
			{ [MODEL]: firstDelta(byModel), [NODE]: firstDelta(byNode) },
			ROUNDS,
			WARM_UP,
		);
		return {
			measures: [{ name: 'Time to the first delta', unit: 'ms', figures: time }],
			targets: [
				{
					what: 'Behind the Agent node',
					value: median(time, MODEL) - median(time, NODE),
					unit: 'ms',
					atMost: 50,
				},
			],
		};
	},
};
