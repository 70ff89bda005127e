import { FileTree } from '../engine/fileTree';
import { namedId } from '../store/ids';
import type { Asset } from '../store/fileRows';
import type { Store } from '../store/store';
import { agentIds } from './agents';

/** Ids of the seeded assets. */
export const assetIds = { picture: namedId('asset picture'), speech: namedId('asset speech') };

/** The smallest picture there is: one transparent dot. */
const DOT =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const FILES = {
	'/handbook/refunds.md': '# Refunds\nUp to 100 EUR at once.\nAbove that a human decides.',
	'/handbook/tone.md': '# Tone\nPolite and short.',
	'/notes.txt': 'Ada prefers English',
};

/** Plants what the second generation keeps for agents: files of the support agent, and assets that a run made. */
export function plantFiles(store: Store, next: () => Date, executionId: string): void {
	const tree = new FileTree(store, agentIds.support);
	for (const [path, content] of Object.entries(FILES)) tree.write({ path, content });
	const made = { execution_id: executionId, agent_id: agentIds.support, created_by_id: null, config: null };
	const plant = (
		asset: Omit<
			Asset,
			keyof typeof made | keyof ReturnType<Store['ownedStamp']> | 'file_size' | 'storage_path'
		> & { id: string },
	) => {
		store.assets.insert({
			...store.ownedStamp(next()),
			...made,
			...asset,
			file_size: Buffer.byteLength(asset.bytes, 'base64'),
			storage_path: `assets/${asset.file_name}`,
		});
	};
	plant({
		id: assetIds.speech,
		type: 'tts',
		provider: 'elevenlabs',
		model: 'eleven_multilingual_v2',
		file_name: 'answer.mp3',
		mime_type: 'audio/mpeg',
		prompt: 'It is on its way.',
		bytes: Buffer.from('ID3 speech').toString('base64'),
	});
	plant({
		id: assetIds.picture,
		type: 'image_gen',
		provider: 'fal',
		model: null,
		file_name: 'parcel.png',
		mime_type: 'image/png',
		prompt: 'A parcel on its way',
		bytes: DOT,
	});
}
