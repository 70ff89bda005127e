import type { IExecuteFunctions } from 'n8n-workflow';

import { wakeAddress, wakeMetadata } from '../../../nodes/shared/sleep/wakeAddress';

const INSTANCE = 'c0ffee00'.repeat(8);
const SIGNATURE = 'ab'.repeat(32);
const NODE = '3f0c1f0e-9a55-4a36-8d3f-1b1f2f6c7a10';
const BASE = 'https://n8n.example.com/hooks/webhook-waiting';

const good = { key: 'k1', instance: INSTANCE, execution: '4711', node: NODE, signature: SIGNATURE };

function hostWith(more: object): IExecuteFunctions {
	return { getInstanceId: () => INSTANCE, ...more } as unknown as IExecuteFunctions;
}

const signing = (url: string): IExecuteFunctions => hostWith({ getSignedResumeUrl: () => url });

test('a run carries where its node is woken, without an address', () => {
	const metadata = wakeMetadata(signing(`${BASE}/4711/${NODE}?signature=${SIGNATURE}`), 'k1');
	expect(metadata).toEqual(good);
	expect(JSON.stringify(metadata)).not.toContain('://');
});

test('the address of what a run carries is the one that n8n signed', () => {
	const url = `${BASE}/4711/${NODE}?signature=${SIGNATURE}`;
	expect(wakeAddress(wakeMetadata(signing(url), 'k1'), INSTANCE, BASE)).toBe(url);
});

test('a host that signs only what it is asked to check is asked to', () => {
	const setSignatureValidationRequired = jest.fn();
	const url = `${BASE}/4711/${NODE}?signature=${SIGNATURE}`;
	wakeMetadata(hostWith({ getSignedResumeUrl: () => url, setSignatureValidationRequired }), 'k1');
	expect(setSignatureValidationRequired).toHaveBeenCalledTimes(1);
});

test.each<[string, IExecuteFunctions]>([
	['signs no addresses', hostWith({})],
	[
		'has no ID for the execution',
		hostWith({
			getSignedResumeUrl: () => {
				throw new Error('Execution id is missing');
			},
		}),
	],
	['signs in another way', signing(`${BASE}/4711/${NODE}?signature=eyJh.b`)],
	['has a node with an unusual ID', signing(`${BASE}/4711/my%20node?signature=${SIGNATURE}`)],
	['has no address at all', signing('not an address')],
])('where n8n %s, the run carries the key alone', (_, host) => {
	expect(wakeMetadata(host, 'k1')).toEqual({ key: 'k1' });
});

test.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['a text', JSON.stringify(good)],
	['a list', [good]],
	['the key alone', { key: 'k1' }],
	['the ID of another n8n', { ...good, instance: 'd'.repeat(64) }],
	['an instance that is no text', { ...good, instance: [INSTANCE] }],
	['a number as the execution', { ...good, execution: 4711 }],
	['a way up as the execution', { ...good, execution: '..' }],
	['a path as the execution', { ...good, execution: '4711/../../rest' }],
	['a host as the execution', { ...good, execution: '@evil.example.com' }],
	['an execution of 65 characters', { ...good, execution: '1'.repeat(65) }],
	['no execution', { ...good, execution: '' }],
	['an encoded slash in the node', { ...good, node: 'a%2Fb' }],
	['a line break after the node', { ...good, node: `${NODE}\n` }],
	['a query in the node', { ...good, node: `${NODE}?x=1` }],
	['a short signature', { ...good, signature: 'ab' }],
	['a further parameter in the signature', { ...good, signature: `${SIGNATURE}&x=1` }],
	['capital letters in the signature', { ...good, signature: SIGNATURE.toUpperCase() }],
	['parts that are inherited', Object.create(good)],
])('metadata with %s has no address', (_, metadata) => {
	expect(wakeAddress(metadata, INSTANCE, BASE)).toBeUndefined();
});

test('an address in the metadata changes nothing about where the call goes', () => {
	const metadata = { ...good, url: 'https://evil.example.com', base: 'https://evil.example.com' };
	expect(wakeAddress(metadata, INSTANCE, BASE)).toBe(`${BASE}/4711/${NODE}?signature=${SIGNATURE}`);
});
