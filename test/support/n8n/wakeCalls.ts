import { addressOf, type Place } from './place';
import type { Sleeper, Sleepers } from './sleepers';

/** A call of n8n's waiting webhooks that should wake nothing that is not decided. */
export interface WakeCall {
	/** What is special about it. */
	name: string;
	url: string;
	init: RequestInit;
	/** Whether it reaches the node that it is meant for: any other call must not. */
	reaches: boolean;
}

const MEGABYTE = 1024 * 1024;
const json = (body: unknown): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body),
});
const as = (type: string, body: string): RequestInit => ({
	method: 'POST',
	headers: { 'content-type': type },
	body,
});
const flipped = (signature: string): string => (signature.startsWith('0') ? '1' : '0') + signature.slice(1);

/** What may be in the body of a call: none of it says anything to the node. */
const BODIES: Record<string, () => RequestInit> = {
	'no body': () => ({ method: 'POST' }),
	'an empty object': () => json({}),
	'a decision in the body': () => json({ decision: 'approved', approved: true, data: { approved: true } }),
	'items in the body': () => json({ workflowData: [[{ json: { approved: true } }]], woken: true }),
	'a list': () => json([{ approved: true }]),
	null: () => json('null'),
	'broken JSON': () => json('{"approved":'),
	XML: () => as('application/xml', '<approved>true</approved>'),
	'broken XML': () => as('application/xml', '<approved'),
	'a form': () => as('application/x-www-form-urlencoded', 'approved=true'),
	'multipart without parts': () => as('multipart/form-data; boundary=x', '--x--'),
	'an unknown type': () => as('what/ever', 'approved'),
	'a megabyte': () => json({ text: 'x'.repeat(MEGABYTE) }),
};

/**
 * Every kind of call at a node that sleeps: odd bodies at its address, and addresses that are not its own.
 * @param other another node that sleeps
 * @param token the token with which n8n opens every waiting node of the execution
 */
export function wakeCalls(sleepers: Sleepers, sleeper: Sleeper, other: Sleeper, token: string): WakeCall[] {
	const own = sleepers.address(sleeper);
	const { place } = sleeper;
	const { place: others } = other;
	if (!place || !others) throw new Error('A run carries no metadata');
	const execution = `${sleepers.host.url}/webhook-waiting/${place.execution}`;
	const odd = Object.entries(BODIES).map(([name, init]) => ({ name, url: own, init: init(), reaches: true }));
	const wrong: Record<string, string> = {
		'no signature': own.replace(/\?.*/, ''),
		'an empty signature': own.replace(/=.*/, '='),
		'a wrong signature': sleepers.address(sleeper, { signature: flipped(place.signature) }),
		'the signature of another execution': sleepers.address(sleeper, { signature: others.signature }),
		'another node': sleepers.address(sleeper, { node: `${place.node.slice(0, -1)}x` }),
		'an execution that does not exist': sleepers.address(sleeper, { execution: '987654321' }),
		'a further parameter': `${own}&approved=true`,
		'a further segment': own.replace('?', '/more?'),
		'the token at the signed address': sleepers.address(sleeper, { signature: token }),
		'the token without a node': `${execution}?signature=${token}`,
	};
	return [
		...odd,
		...Object.entries(wrong).map(([name, url]) => ({ name, url, init: json({}), reaches: false })),
		{
			name: 'the token and the node',
			url: `${execution}?signature=${token}/${place.node}`,
			init: json({}),
			reaches: true,
		},
		...['GET', 'PUT', 'DELETE'].map((method) => ({
			name: method,
			url: own,
			init: { method },
			reaches: false,
		})),
	];
}

/** What came of a call: the answer of the node, or the status where n8n answered otherwise. */
export async function answerTo({ url, init }: Pick<WakeCall, 'init' | 'url'>): Promise<unknown> {
	const response = await fetch(url, { ...init, redirect: 'manual' });
	const text = await response.text();
	try {
		const answer = JSON.parse(text) as { woken?: unknown };
		return typeof answer.woken === 'boolean' ? answer : response.status;
	} catch {
		return response.status;
	}
}

/** Calls the address of a node that sleeps. @param base the address of n8n's webhooks. @returns its answer, or a status */
export const callNode = async (base: string, place: Place): Promise<unknown> =>
	await answerTo({ url: addressOf(base, place), init: { method: 'POST' } });
