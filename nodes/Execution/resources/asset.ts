import { filters, openChoice, pathField, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { outputFileField } from '../../shared/operation/run/itemFile';
import { downloadAsset, SIMPLE_ASSET } from '../downloadAsset';

const asset = pathField(locator('searchAssets'));

const type = openChoice({
	...queryField({
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Audio', value: 'audio', description: 'Speech and other sounds' },
			{ name: 'Image', value: 'image', description: 'Pictures' },
			{
				name: 'Image Edit',
				value: 'image_edit',
				description: 'Pictures made from other pictures, on older servers',
			},
			{ name: 'Image Generation', value: 'image_gen', description: 'Pictures, on older servers' },
			{
				name: 'Speech to Text',
				value: 'stt',
				description: 'What was said in a recording, on older servers',
			},
			{ name: 'Text to Speech', value: 'tts', description: 'Spoken text, on older servers' },
			{ name: 'Video', value: 'video', description: 'Moving pictures' },
			{
				name: 'Video From Image',
				value: 'video_from_img',
				description: 'Videos made from a picture, on older servers',
			},
			{ name: 'Video Generation', value: 'video_gen', description: 'Videos, on older servers' },
		],
		default: 'image',
		placeholder: 'e.g. image',
		description: 'Only assets of this type',
	}),
	// Whether rows are called after the kind of file or after what made it differs from server to server.
	isLoose: true,
});

/** The `asset` resource: files that runs made, such as pictures and speech. */
export const assetResource: Resource = {
	value: 'asset',
	name: 'Asset',
	defaultOperation: 'download',
	operations: [
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete asset',
			description: 'Delete a file that a run made, permanently',
			request: { method: 'DELETE', path: '/api/v1/assets/{assetId}', since: 2 },
			result: 'deleted',
			fields: [asset],
		},
		{
			value: 'download',
			name: 'Download',
			action: 'Download asset',
			description: 'Download a file that a run made, such as a picture, into a binary field of the item',
			request: { method: 'GET', path: '/api/v1/assets/{assetId}/signed-url', since: 2 },
			run: downloadAsset,
			simplify: SIMPLE_ASSET,
			timeoutSeconds: 300,
			fields: [asset, outputFileField],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get asset',
			description: 'Get what is known of a file that a run made, without the file itself',
			request: { method: 'GET', path: '/api/v1/assets/{assetId}', since: 2 },
			simplify: SIMPLE_ASSET,
			fields: [asset],
		},
		{
			value: 'getLink',
			name: 'Get Link',
			action: 'Get link of asset',
			description:
				'Get a signed address from which anybody can download the file until it expires, and when that is',
			request: { method: 'GET', path: '/api/v1/assets/{assetId}/signed-url', since: 2 },
			fields: [asset],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many assets',
			description: 'Get a list of the files that runs made, newest first',
			request: { method: 'GET', path: '/api/v1/assets', since: 2 },
			result: 'paged',
			simplify: SIMPLE_ASSET,
			fields: [
				filters([
					queryField(locator('searchAgents', { required: false, description: 'Only assets of this agent' })),
					queryField(
						locator('searchExecutions', { required: false, description: 'Only assets of this execution' }),
					),
					queryField({
						displayName: 'Provider',
						name: 'provider',
						type: 'string',
						default: '',
						placeholder: 'e.g. elevenlabs',
						description: 'Only assets that this service made, by the name that PromptRails gives it',
					}),
					...type,
				]),
			],
		},
	],
};
