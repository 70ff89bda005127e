import type { StructuredChunk } from 'n8n-workflow';

/** Collects what n8n would send to the chat. */
export function watcher() {
	const chunks: StructuredChunk[] = [];
	const contents = (wanted: StructuredChunk['type'], item: number) =>
		chunks
			.filter(({ type, metadata }) => type === wanted && metadata.itemIndex === item)
			.map(({ content }) => content);
	return {
		onChunk: (chunk: StructuredChunk) => void chunks.push(chunk),
		types: (item = 0) => chunks.filter(({ metadata }) => metadata.itemIndex === item).map(({ type }) => type),
		text: (item = 0) => contents('item', item).join(''),
		errors: (item = 0) => contents('error', item),
	};
}
