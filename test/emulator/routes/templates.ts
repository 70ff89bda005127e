import { text } from '../core/schema';
import type { FlowTemplate } from '../store/workspaceRows';
import { resource } from './crud';

/** Flow templates, read only. */
export const templates = resource<FlowTemplate>({
	name: 'template',
	table: (store) => store.templates,
	collection: '/templates',
	item: '/templates/:id',
	list: { filters: { status: { schema: text }, category: { schema: text } } },
});
