import type { IDataObject } from 'n8n-workflow';

import { fileItem } from '../shared/operation/run/itemFile';
import type { OperationItem, OperationResult } from '../shared/operation/model/types';
import { brokenDownload } from '../shared/transport/http/download';

/** What people need to know of an asset; servers name some of it either way (docs/platform.md, P39). */
export const SIMPLE_ASSET = [
	'id',
	'type',
	'media_type',
	'provider',
	'model',
	'file_name',
	'file_size',
	'size',
	'mime_type',
	'content_type',
	'prompt',
	'execution_id',
	'agent_id',
	'created_at',
];

/** What is known of an asset, beside the address that the operation itself asks for. */
const ASSET = { method: 'GET', path: '/api/v1/assets/{assetId}', since: 2 } as const;

/**
 * Downloads an asset from the signed address that PromptRails gives out for it.
 * @returns what is known of the asset, with its file
 */
export async function downloadAsset(item: OperationItem): Promise<OperationResult> {
	const { client } = item;
	const asset = await client.data<IDataObject>(item.request(ASSET));
	const { url } = await client.data<IDataObject>(item.request());
	const download = await client.download(url, item.timeoutMs);
	try {
		const facts = { name: asset.file_name, mimeType: asset.mime_type ?? asset.content_type };
		return await fileItem(item, asset, download.source as never, facts);
	} catch (error) {
		throw brokenDownload(error, client.signal);
	} finally {
		download.close();
	}
}
