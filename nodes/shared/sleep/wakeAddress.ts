import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../values';

/**
 * Where a sleeping node is woken: what PromptRails keeps of it as `metadata.n8n` of the run that the node started. It has no
 * URL and no token of the execution: it opens this one node, on the n8n that made it, and nothing else.
 */
export interface WakeMetadata {
	/** What the node finds its run by. */
	key: string;
	/** The ID of the n8n instance, which all processes of a cluster share. */
	instance: string;
	/** The ID of the execution of n8n. */
	execution: string;
	/** The ID of the node. */
	node: string;
	/** The signature of n8n over the path of the waiting webhook. */
	signature: string;
}

/** What each part must look like: none of them can be more than one segment of a path, or one value of a query. */
const PATTERNS: Record<Exclude<keyof WakeMetadata, 'key'>, RegExp> = {
	instance: /^[\w-]{1,128}$/,
	execution: /^[\w-]{1,64}$/,
	node: /^[\w-]{1,64}$/,
	signature: /^[0-9a-f]{64}$/,
};

/** The query parameter of n8n that has the signature. */
const SIGNATURE = 'signature';

/**
 * What a run carries as `metadata.n8n`, so that a trigger of this n8n can wake the node that started it.
 * @param key what the node finds its run by
 * @returns the key alone where n8n cannot sign an address (1.85, an execution without ID, a node with an unusual ID)
 */
export function wakeMetadata(host: IExecuteFunctions, key: string): WakeMetadata | Pick<WakeMetadata, 'key'> {
	const url = signedUrl(host);
	if (!url) return { key };
	const [node, execution] = url.pathname.split('/').reverse();
	const signature = url.searchParams.get(SIGNATURE);
	const metadata = { key, instance: host.getInstanceId(), execution, node, signature };
	return isWakeMetadata(metadata) ? metadata : { key };
}

/**
 * The address that wakes the node of a run.
 * @param metadata what the run carries as `metadata.n8n`: whatever it is, it comes from outside
 * @param instance the ID of this n8n
 * @param base the address of the waiting webhooks of this n8n, without a slash at its end
 * @returns undefined where the metadata is not of this n8n, or not what this package writes
 */
export function wakeAddress(metadata: unknown, instance: string, base: string): string | undefined {
	if (!isWakeMetadata(metadata) || metadata.instance !== instance) return undefined;
	const { execution, node, signature } = metadata;
	return `${base}/${execution}/${node}?${SIGNATURE}=${signature}`;
}

function isWakeMetadata(value: unknown): value is WakeMetadata {
	if (!isObject(value)) return false;
	return Object.entries(PATTERNS).every(([name, pattern]) => {
		const part = Object.hasOwn(value, name) ? value[name] : undefined;
		return typeof part === 'string' && pattern.test(part);
	});
}

/** The signed address of the node's own waiting webhook; undefined where this n8n gives none. */
function signedUrl(host: Partial<IExecuteFunctions>): URL | undefined {
	// Hosts before 2.0 look at the signature only where this was called; newer ones always do, and lack it.
	const older = host as { setSignatureValidationRequired?: () => void };
	try {
		const url = host.getSignedResumeUrl?.();
		if (url === undefined) return undefined;
		older.setSignatureValidationRequired?.();
		return new URL(url);
	} catch {
		// n8n throws where the execution has no ID.
		return undefined;
	}
}
