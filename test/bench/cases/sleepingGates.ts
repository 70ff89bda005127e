import { randomUUID } from 'node:crypto';

import { pauseAfter } from '../../../nodes/shared/sleep/schedule';
import { poll, type SavedWorkflow, type Unplaced } from '../../host';
import type { Stage } from '../../load/stage';
import { byId } from '../../locator';
import { heapInUse } from '../../support/memory';
import type { BenchCase } from '../result';
import { interleaved, median } from '../rounds';
import { vitalsOf } from '../soak/vitals';

const SLEEPING = 200;
/** For how many gates it is calculated how often they look. */
const MANY = 10_000;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const ROUNDS = 2;
const AT_ONCE = 10;
const OURS = 'Approval: Wait for Decision, Sleep';
const PEER = 'n8n’s Wait node';

/** Case 8. */
export const sleepingGates: BenchCase = {
	number: '8',
	title: 'Sleeping executions',
	about:
		`${SLEEPING} executions that wait for an approval in Sleep mode, and as many in n8n’s own Wait node: what n8n keeps in ` +
		'its heap for each of them after a garbage collection, and how many of them still run. The first round is not counted. The looks are calculated from when a gate looks: after 1, 2, ' +
		'5 and 15 minutes, and then every hour. An execution grows by nothing over its looks, which a test counts.',
	peers: [PEER],
	run: async (stage) => {
		const approvals = stage.emulator.requestApprovals(SLEEPING * (ROUNDS + 1)).map(({ id }) => id);
		const gate: Unplaced = {
			name: 'Wait',
			type: 'n8n-nodes-promptrails.promptRailsApproval',
			typeVersion: 1,
			credentials: stage.credentials,
			parameters: {
				operation: 'wait',
				approvalId: byId('={{ $json.body.approval }}'),
				waitMode: 'sleep',
				sleepInterval: 600,
				sleepLimit: 100,
			},
		};
		const waitNode: Unplaced = {
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			webhookId: randomUUID(),
			parameters: { resume: 'timeInterval', amount: 10, unit: 'hours' },
		};
		const { memory, running, rssBefore, rssAfter } = await interleaved(
			{
				[OURS]: () => putToSleep(stage, gate, approvals.splice(0, SLEEPING)),
				[PEER]: () => putToSleep(stage, waitNode, Array<string>(SLEEPING).fill('')),
			},
			ROUNDS,
		);
		return {
			measures: [
				{ name: 'Heap for each sleeping execution', unit: 'kB', figures: memory },
				{ name: 'Holding a worker', unit: 'executions', figures: running },
				{
					name: `Looks at PromptRails with ${MANY} gates asleep`,
					unit: 'a second',
					figures: [
						{ label: 'In their first hour', rounds: [looksASecond(0)] },
						{ label: 'In each further hour', rounds: [looksASecond(1)] },
					],
				},
				{ name: 'RSS of n8n before', unit: 'MB', figures: rssBefore },
				{ name: 'RSS of n8n with all asleep', unit: 'MB', figures: rssAfter },
			],
			targets: [
				{ what: 'Heap for each sleeping execution', value: median(memory, OURS), unit: 'kB', atMost: 20 },
				{ what: 'Executions that hold a worker', value: median(running, OURS), unit: '', atMost: 0 },
			],
		};
	},
};

/** How many looks a second many gates have on average, in one hour of their sleep. */
function looksASecond(hour: number): number {
	let looks = 0;
	for (let [at, before] = [0, 0]; at < (hour + 1) * HOUR; before += 1) {
		at += pauseAfter(before, 0);
		if (at > hour * HOUR && at <= (hour + 1) * HOUR) looks += 1;
	}
	return (looks * MANY) / (HOUR / SECOND);
}

async function putToSleep(
	stage: Stage,
	node: Unplaced,
	approvals: string[],
): Promise<Record<'memory' | 'running' | 'rssBefore' | 'rssAfter', number>> {
	const { client } = stage;
	const path = randomUUID();
	const workflow = await client.createWorkflow({
		name: 'sleepers',
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
			},
			{ ...node, position: [224, 0] },
		],
		connections: { Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	});
	await client.publish(workflow);
	const before = await heapInUse(stage.host);
	const { rss: rssBefore } = vitalsOf(stage.host.pid);
	const left = [...approvals];
	const slot = async (): Promise<void> => {
		for (let approval = left.pop(); approval !== undefined; approval = left.pop()) {
			await (await client.webhook(path, { approval })).text();
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, slot));
	const asleep = async () => (await count(stage, workflow, 'waiting')) >= approvals.length || undefined;
	await poll(asleep, { what: 'all executions sleep', timeoutSeconds: 120 });
	const memory = ((await heapInUse(stage.host)) - before) / 1000 / approvals.length;
	const { rss: rssAfter } = vitalsOf(stage.host.pid);
	const running = await count(stage, workflow, 'running');
	await client.unpublish(workflow);
	return { memory, running, rssBefore, rssAfter };
}

async function count({ client }: Stage, { id }: SavedWorkflow, status: string): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: [status] }));
	const found = await client.session.request<{ count: number }>('GET', `/rest/executions?filter=${filter}`);
	return found.count;
}
