import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { SECRET, useTriggerWorkflows } from '../support/engine/agentWebhook';
import { loadPackage } from '../support/engine/nodeTypes';
import type { TriggerWorkflow } from '../support/engine/webhookTrigger';

const execute = promisify(execFile);
const fixture = useTriggerWorkflows();

async function description() {
	const { nodeTypes } = await loadPackage();
	return nodeTypes.getByNameAndVersion('n8n-nodes-promptrails.promptRailsWebhookTrigger').description;
}

async function property(name: string): Promise<INodeProperties> {
	const found = (await description()).properties.find((each) => each.name === name);
	if (!found) throw new Error(`The panel has no ${name}`);
	return found;
}

/** The lines of a shell that the panel shows, as somebody copies them. */
async function shellLines(): Promise<string[]> {
	const { displayName } = await property('signingNotice');
	const [, list = ''] = /<ul>(.*?)<\/ul>/.exec(displayName) ?? [];
	return [...list.matchAll(/<li><code>(.*?)<\/code><\/li>/g)].map(([, line]) => line);
}

/** Runs lines in a shell while the workflow answers HTTP calls at $URL. @returns what each run printed */
async function runAgainst(workflow: TriggerWorkflow, lines: string[], times = 1): Promise<string[]> {
	const server = createServer((request, response) => {
		void buffer(request).then(async (body) => {
			const headers = request.headers as Record<string, string>;
			const { status, answer } = await workflow.call({ body, headers });
			response.writeHead(status).end(JSON.stringify({ status, ...answer }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const env = { ...process.env, URL: `http://127.0.0.1:${port}/`, SECRET };
	const printed: string[] = [];
	for (let count = 0; count < times; count += 1) {
		printed.push((await execute('sh', ['-c', lines.join('\n')], { env })).stdout);
	}
	server.close();
	return printed;
}

async function published(parameters: INodeParameters = {}): Promise<TriggerWorkflow> {
	const workflow = fixture.workflow(parameters);
	await workflow.publish();
	return workflow;
}

describe('the panel teaches how to sign', () => {
	it('with lines for a shell that are let in as they stand', async () => {
		const lines = await shellLines();
		expect(lines.at(-1)).toMatch(/^curl /);
		const [printed] = await runAgainst(await published(), lines);
		expect(JSON.parse(printed)).toEqual({ status: 202, received: true });
	});

	it('so that the same body is a new call a second later', async () => {
		const lines = (await shellLines()).map((line) => line.replace('$(date +%s)', '$(($(date +%s) + $N))'));
		const workflow = await published();
		for (const later of [0, 1]) {
			const [printed] = await runAgainst(workflow, [`N=${later}`, ...lines]);
			expect(JSON.parse(printed)).toMatchObject({ status: 202 });
		}
	});

	it('with a command that makes a secret which is long enough', async () => {
		const { description: text = '' } = await property('secret');
		const [, command = ''] = /<code>(.*)<\/code>/.exec(text) ?? [];
		const secret = (await execute('sh', ['-c', command])).stdout.trim();
		await published({ secret });
		expect(fixture.triggers()).toHaveLength(1);
	});

	it('in the README and beside the panel with the same lines', async () => {
		const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
		const panel = (await description()).triggerPanel as { executionsHelp: Record<string, string> };
		for (const line of await shellLines()) {
			expect(readme).toContain(line);
			for (const help of Object.values(panel.executionsHelp)) expect(help).toContain(line);
		}
	});

	it('with texts for both ways of being called', async () => {
		const { activationMessage, triggerPanel } = await description();
		const { executionsHelp } = triggerPanel as { executionsHelp: Record<string, string> };
		for (const text of [activationMessage, executionsHelp.active, executionsHelp.inactive]) {
			expect(text).toMatch(/Agent Webhook.*Platform Event/s);
		}
	});
});

describe('publishing refuses', () => {
	it.each<[string, INodeParameters, string]>([
		['an empty secret', { secret: '' }, "The field 'Secret' is empty"],
		['a blank secret', { secret: ' \n ' }, "The field 'Secret' is empty"],
		['a secret that is no text', { secret: '={{ {} }}' }, "The field 'Secret' is empty"],
		['a short secret', { secret: 'hunter2' }, "The field 'Secret' is too short"],
		[
			'a short previous secret',
			{ options: { previousSecret: 'hunter2' } },
			"The field 'Previous Secret' is too short",
		],
	])('%s, and creates nothing', async (_what, parameters, message) => {
		for (const triggerOn of ['agentWebhook', 'platformEvent']) {
			const workflow = fixture.workflow({ triggerOn, ...parameters });
			await expect(workflow.publish()).rejects.toMatchObject({
				message,
				description: expect.stringContaining('openssl rand -hex 32'),
			});
		}
		expect(fixture.emulator.requests()).toEqual([]);
	});

	it('no short secret that Allow Short Secret lets pass, and none that nobody needs', async () => {
		await published({ secret: 'hunter2', options: { allowShortSecret: true } });
		await published({ secret: '', verifySignature: false });
		expect(fixture.triggers()).toHaveLength(2);
	});
});
