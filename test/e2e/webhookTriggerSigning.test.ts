import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { SHELL_LINES } from '../../nodes/WebhookTrigger/signingHelp';
import { jsonOf } from '../host';
import { useFixture } from '../support/n8n/fixture';
import { agentWebhook } from '../support/n8n/signedCalls';
import { TRIGGER, TriggerWorkflow } from '../support/n8n/triggerWorkflow';

jest.setTimeout(120_000);

const execute = promisify(execFile);
/** Another one than that of other tests, which must not stand in an execution: the Crypto node has it as a parameter. */
const SECRET = 'for-the-node-crypto-alone';
/** What the agent of the tests takes; the lines have an example in its place. */
const INPUT = { name: 'Ada', question: 'Where is my order?' };
const EXAMPLE = '{"question":"Where is my order?"}';

describe('what the panel of the Webhook Trigger teaches, in n8n', () => {
	const fixture = useFixture();
	let workflow: TriggerWorkflow;

	beforeEach(async () => {
		const { client, credentials, emulator } = fixture;
		workflow = await TriggerWorkflow.create(client, credentials, {
			...agentWebhook(emulator.ids.agents.support),
			secret: SECRET,
			respond: 'whenRunEnds',
		});
		await workflow.publish();
	});
	afterEach(async () => {
		await workflow.unpublish();
	});

	it('runs the agent for the lines of a shell', async () => {
		const env = { ...process.env, URL: workflow.url(), SECRET };
		const lines = SHELL_LINES.map((line) => line.replace(EXAMPLE, JSON.stringify(INPUT)));
		const { stdout } = await execute('sh', ['-c', lines.join('\n')], { env });
		expect(JSON.parse(stdout)).toMatchObject({ status: 'completed' });
		const [execution] = await workflow.executions(1);
		expect(execution && jsonOf(execution, TRIGGER)).toEqual([expect.objectContaining({ body: INPUT })]);
	});

	it('runs the agent for the three nodes of n8n', async () => {
		const { client } = fixture;
		const step = (index: number, name: string, type: string, typeVersion: number, parameters: object) => ({
			id: `step-${index}`,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position: [index * 200, 0] as [number, number],
			parameters: parameters as Record<string, never>,
		});
		const assignment = (name: string, value: string) => ({ id: name, name, type: 'string', value });
		const names = ['Start', 'Edit Fields', 'Crypto', 'HTTP Request'];
		const caller = await client.createWorkflow({
			name: 'caller',
			nodes: [
				step(0, names[0], 'manualTrigger', 1, {}),
				step(1, names[1], 'set', 3.4, {
					assignments: {
						assignments: [
							assignment('time', '={{ $now.toUnixInteger() }}'),
							assignment('body', JSON.stringify(INPUT)),
						],
					},
				}),
				step(2, names[2], 'crypto', 1, {
					action: 'hmac',
					type: 'SHA256',
					value: '={{ $json.time }}.{{ $json.body }}',
					secret: SECRET,
					encoding: 'hex',
					dataPropertyName: 'signature',
				}),
				step(3, names[3], 'httpRequest', 4.2, {
					method: 'POST',
					url: workflow.url(),
					sendHeaders: true,
					headerParameters: {
						parameters: [
							{ name: 'X-PromptRails-Signature', value: '=t={{ $json.time }},v1={{ $json.signature }}' },
						],
					},
					sendBody: true,
					contentType: 'raw',
					rawContentType: 'application/json',
					body: '={{ $json.body }}',
				}),
			],
			connections: Object.fromEntries(
				names
					.slice(0, -1)
					.map((name, index) => [
						name,
						{ main: [[{ node: names[index + 1], type: 'main' as const, index: 0 }]] },
					]),
			),
		});
		const execution = await client.ended(await client.startManually(caller, names[0]));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, names[3])).toEqual([expect.objectContaining({ status: 'completed' })]);
	});
});
