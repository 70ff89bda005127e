import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { useEmulator } from '../support/engine/agentRun';
import { INPUT, SECRET, signed } from '../support/engine/agentWebhook';
import { loadPackage } from '../support/engine/nodeTypes';
import { PollNode } from '../support/engine/pollNode';
import { runNode } from '../support/engine/runNode';
import { TriggerWorkflow } from '../support/engine/webhookTrigger';
import { byId } from '../locator';
import { watchConnections } from './badInput/connections';
import { type ToldError, type Valid, wrongError, wrongRequests } from './badInput/judge';
import { nameOf, type Spot, withBad, within } from './badInput/spots';
import { textsIn } from './badInput/templates';
import { badValues } from './badInput/values';
import { documented } from './report';
import { chance, runSeed } from '../support/random';

const emulator = useEmulator();
const seed = runSeed();
const luck = chance(seed);
const told = {
	Credential: { values: 0, wrong: 0 },
	'Event Trigger': { values: 0, wrong: 0 },
	'Webhook Trigger': { values: 0, wrong: 0 },
};
let connections: Set<string>;

beforeAll(() => {
	connections = watchConnections();
});
afterAll(() => jest.restoreAllMocks());

const HEADERS = [
	'accept',
	'user-agent',
	'x-api-key',
	'x-workspace-id',
	'host',
	'connection',
	'accept-encoding',
];
const validWith = (templates: string[]): Valid => ({
	templates: new Set(templates),
	headers: new Set(HEADERS),
});

/** The error that comes of it, or nothing. */
async function errorOf(work: Promise<unknown>): Promise<ToldError | undefined> {
	return await work.then(
		() => undefined,
		(error: ToldError) => error,
	);
}

function settle(where: keyof typeof told, wrong: string[]): void {
	told[where].wrong += wrong.length;
	expect({ seed, where, wrong }).toEqual({ seed, where, wrong: [] });
}

describe('the credential', () => {
	/** Addresses that are none, or that say more than where the server is. */
	const addresses = (url: string): unknown[] => [
		...[
			'x',
			'//evil.example/x',
			'evil.example',
			'javascript:alert(1)',
			'ftp://evil.example',
			'file:///etc/passwd',
		],
		...['http://', 'https://?x', '../', 'http://[::1', 7, true, {}, ['x'], [url]],
		...['/?x=1', '#fragment', '/..', '/%2e%2e/', '/api/v1//', '\r\nX-Evil: 1', '\u0000'].map(
			(end) => url + end,
		),
		...[`  ${url}  `, url.replace('//', '//user:password@')],
	];

	async function tryCredential(
		label: string,
		change: Partial<ICredentialDataDecryptedObject>,
	): Promise<string[]> {
		const { current } = emulator;
		current.reset();
		told.Credential.values += 1;
		const credential = { ...emulator.credential(), ...change } as ICredentialDataDecryptedObject;
		const { error } = await runNode({
			type: 'promptRailsAgent',
			credential,
			parameters: { resource: 'agent', operation: 'get', agentId: byId(current.ids.agents.support) },
		}).catch((thrown: Error) => ({ error: thrown }));
		const wrong = error && wrongError({ property: { displayName: label } } as Spot, error as ToldError);
		const strange = current
			.requests()
			.filter(({ headers }) => Object.keys(headers).some((name) => /evil/.test(name)));
		return [...(wrong ? [wrong] : []), ...strange.map(({ path }) => `${path} has a strange header`)].map(
			(one) => `${JSON.stringify(change)?.slice(0, 100)} ${one}`,
		);
	}

	test.each(['apiKey', 'workspaceId', 'baseUrl', 'allowUnauthorizedCerts'])(
		'%s: what cannot be used is told by its name',
		async (name) => {
			const { credential: known } = await loadPackage();
			const property = known('promptRailsApi').properties.find((one) => one.name === name);
			const label = { apiKey: 'API key', workspaceId: 'workspace ID', baseUrl: 'base URL' }[name] ?? '';
			const values =
				name === 'baseUrl'
					? addresses(emulator.current.url)
					: badValues(property?.type ?? 'string', luck).map(({ value }) => value);
			const wrong: string[] = [];
			for (const value of values) wrong.push(...(await tryCredential(label, { [name]: value as string })));
			settle('Credential', wrong);
		},
		60_000,
	);
});

/** Every field of a trigger beside the one that its others depend on. */
async function fieldsOf(type: string): Promise<Spot[]> {
	const { nodeTypes } = await loadPackage();
	const { properties } = nodeTypes.getByNameAndVersion(`n8n-nodes-promptrails.${type}`).description;
	// The poll times are n8n's own.
	return properties
		.filter(({ name }) => name !== 'pollTimes')
		.flatMap((property) => within([], property, []));
}

test('the event trigger refuses what it cannot look for by the name of the field', async () => {
	const lists = ['approvals', 'executions', 'scores'].map((name) => `GET /api/v1/${name}`);
	const wrong: string[] = [];
	for (const spot of await fieldsOf('promptRailsEventTrigger')) {
		for (const { name, value, isUnusable } of badValues(spot.property.type, luck)) {
			emulator.current.reset();
			told['Event Trigger'].values += 1;
			const parameters = withBad(spot, { triggerOn: 'approvalRequested' }, { value });
			const node = await PollNode.create('promptRailsEventTrigger', emulator.credential(), parameters);
			const error = await errorOf(node.publish());
			const complaint = error ? wrongError(spot, error) : isUnusable ? 'was let through' : undefined;
			const requests = wrongRequests(
				emulator.current.requests(),
				validWith(lists),
				[],
				emulator.current.apiKey,
			);
			wrong.push(...[complaint ?? [], requests].flat().map((one) => `${nameOf(spot)} = ${name} ${one}`));
		}
	}
	settle('Event Trigger', wrong);
}, 120_000);

test('the webhook trigger refuses by the name of the field, or takes calls that are signed with its secret alone', async () => {
	const paths = [
		...['POST /api/v1/webhook-triggers', 'GET /api/v1/webhook-triggers'],
		...['GET /api/v1/webhook-triggers/*', 'DELETE /api/v1/webhook-triggers/*'],
		...['POST /hooks/*', 'POST /api/v1/hooks/*', 'POST /api/v1/webhook/trigger'],
		...['GET /api/v1/executions/*', 'GET /api/v1/approvals/*'],
	];
	const base = { agentId: byId(emulator.current.ids.agents.support), secret: SECRET };
	const wrong: string[] = [];
	for (const spot of await fieldsOf('promptRailsWebhookTrigger')) {
		for (const { name, value } of badValues(spot.property.type, luck)) {
			emulator.current.reset();
			emulator.current.settings.asyncRunMs = 1;
			told['Webhook Trigger'].values += 1;
			const parameters = withBad(spot, base, { value });
			const workflow = new TriggerWorkflow(emulator.credential(), parameters);
			workflow.id = `bad${told['Webhook Trigger'].values}`;
			const complaints: string[] = [];
			const refused = await errorOf(workflow.publish());
			if (refused) complaints.push(wrongError(spot, refused) ?? '');
			const forged = await workflow.call(
				signed(JSON.stringify({ ...INPUT, forged: true }), 'hex', `${value}`),
			);
			const isSecret = /secret/i.test(nameOf(spot)) && typeof value === 'string';
			if (forged.items && !isSecret) complaints.push('let a forged call in');
			const failed = await errorOf(workflow.call(signed()));
			if (failed) complaints.push(`a call failed: ${String(failed.message)}`);
			complaints.push(
				...wrongRequests(
					emulator.current.requests(),
					validWith(paths),
					textsIn(parameters),
					emulator.current.apiKey,
				),
			);
			wrong.push(...complaints.filter(Boolean).map((one) => `${nameOf(spot)} = ${name} ${one}`));
		}
	}
	settle('Webhook Trigger', wrong);
}, 120_000);

test('nothing connects to another host', () => {
	expect([...connections].filter((host) => host !== new URL(emulator.current.url).hostname)).toEqual([]);
});

test('the document tells what was measured', () => {
	documented({
		id: 'badSettings',
		heading: 'Bad settings',
		lines: [
			'The same values in the fields of the credential and of the triggers, a run for each: a tick of the event trigger, and',
			'for the webhook trigger its publication, a call that is signed, and one that is signed with the value itself.',
			'',
			'| Where | Values | Went wrong |',
			'| --- | --- | --- |',
			...Object.entries(told).map(([where, { values, wrong }]) => `| ${where} | ${values} | ${wrong} |`),
		],
	});
});
