import { createHmac } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import type { Context } from '../context';
import { ApiError } from '../core/errors';
import type { Faults } from '../core/faults';
import type { Recorder } from '../core/recorder';
import { fields, filled } from '../core/schema';
import type { Asset } from '../store/fileRows';
import { createApp } from './app';
import { observe } from './observe';

const SIGNING_KEY = 'storage-of-the-emulator';
const LIFETIME_MS = 15 * 60_000;

interface Signed {
	Params: { id: string };
	Querystring: { expires: string; signature: string };
}

/** The storage behind the assets: a server of its own, as the platform's is at another company. */
export interface Storage {
	/** Starts it and returns its address. */
	listen(): Promise<string>;
	close(): Promise<void>;
}

/** A storage that gives out what is signed and has not expired, and takes no API key: that one belongs to somebody else. */
export function createStorage(context: Context, recorder: Recorder, faults: Faults): Storage {
	const { app } = createApp(() => `sto_${context.store.ids.next()}`);
	observe(app, context, recorder, faults);
	app.get<Signed>(
		'/assets/:id',
		{ schema: { querystring: fields({ expires: filled, signature: filled }, 'expires', 'signature') } },
		({ params, query, headers }, reply) => {
			if ('x-api-key' in headers || 'authorization' in headers)
				throw new ApiError(400, 'only one way of authentication is allowed');
			if (query.signature !== signature(params.id, query.expires)) throw new ApiError(403, 'wrong signature');
			if (Number(query.expires) * 1000 < context.store.now().getTime())
				throw new ApiError(403, 'the address has expired');
			const asset = context.store.assets.get(params.id);
			if (!asset) throw new ApiError(404, 'no such object');
			return reply.type(asset.mime_type).send(Buffer.from(asset.bytes, 'base64'));
		},
	);
	return {
		listen: async () => {
			await app.listen({ port: 0, host: '127.0.0.1' });
			return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
		},
		close: () => app.close(),
	};
}

/** The address at which the storage gives an asset out for some minutes. */
export function signedUrl(
	{ store, storageUrl }: Context,
	{ id }: Asset,
): { url: string; expires_at: string } {
	const expiresAt = new Date(store.now().getTime() + LIFETIME_MS);
	const expires = String(Math.floor(expiresAt.getTime() / 1000));
	const url = `${storageUrl}/assets/${id}?expires=${expires}&signature=${signature(id, expires)}`;
	return { url, expires_at: expiresAt.toISOString() };
}

function signature(id: string, expires: string): string {
	return createHmac('sha256', SIGNING_KEY).update(`${id}:${expires}`).digest('hex');
}
