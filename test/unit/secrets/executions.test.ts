import type { INode, INodeParameters } from 'n8n-workflow';

import type { StoredExecution } from '../../host';
import { readable } from '../../secrets/executions';
import { complaintAbout } from '../../secrets/shapes';

const KEY = 'pr_key_0123456789';
const TOKEN = 'wht_0123456789abcdef';
const SECRET = 'whsec_0123456789abcdef';

const node = (name: string, parameters: INodeParameters, type = 'promptRailsWorkspace'): INode => ({
	id: name,
	name,
	type: `n8n-nodes-promptrails.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});
const creating = node('Create', { resource: 'webhookTrigger', operation: 'create' });
const reading = node('Read', { resource: 'webhookTrigger', operation: 'get' });
const firing = node('Fire', {
	token: TOKEN,
	additionalFields: { secret: SECRET },
	options: { previousSecret: SECRET },
});

/** An execution in which one node gave one item. */
function execution(
	name: string,
	json: object,
	more: Partial<StoredExecution['workflow']> = {},
): StoredExecution {
	return {
		id: 1,
		data: { resultData: { runData: { [name]: [{ data: { main: [[{ json }]] } }] } } },
		workflow: { nodes: [creating, reading], ...more },
	};
}

const complaint = (stored: StoredExecution): string | undefined => complaintAbout('It', readable(stored));

test.each([
	['a key in an item', execution('Read', { text: `a ${KEY}` }), 'It shows an API key'],
	['a key in the item of a node that creates', execution('Create', { note: KEY }), 'It shows an API key'],
	['a token that was not just made', execution('Read', { token: TOKEN }), 'It shows the token of a hook'],
	['a token under another name', execution('Create', { hook: TOKEN }), 'It shows the token of a hook'],
	[
		'a secret in static data, beside the registration',
		execution('Read', {}, { staticData: { 'node:Hook': { seen: SECRET } } }),
		'It shows a signing secret',
	],
	[
		"a secret in another node's field",
		execution('Read', {}, { nodes: [{ ...firing, type: 'n8n-nodes-base.set' }] }),
		'It shows the token of a hook, a signing secret',
	],
	[
		'a key in a field of ours that is not for secrets',
		execution('Read', {}, { nodes: [node('Get', { agentId: KEY })] }),
		'It shows an API key',
	],
	[
		'a secret in an error',
		{ ...execution('Read', {}), data: { resultData: { error: { message: SECRET } } } },
		'It shows a signing secret',
	],
])('%s is found', (_what, stored, expected) => {
	expect(complaint(stored)).toBe(expected);
});

test.each([
	[
		'the token and secret of a trigger that was just made',
		execution('Create', { token: TOKEN, secret: SECRET }),
	],
	['what the user typed into fields for secrets', execution('Fire', {}, { nodes: [firing] })],
	[
		'the hook of a webhook trigger in its static data',
		execution(
			'Hook',
			{},
			{ staticData: { 'node:Hook': { registration: { token: TOKEN, secret: SECRET } } } },
		),
	],
	['a prefix that lists show', execution('Read', { token_prefix: TOKEN.slice(0, 8) })],
])('%s is where it belongs', (_what, stored) => {
	expect(complaint(stored)).toBeUndefined();
});
