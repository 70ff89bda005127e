import type { INodeParameters } from 'n8n-workflow';

/** The value of a resource locator whose mode is By ID. */
export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

/** The value of a resource locator whose mode is From List, with the name that the editor shows for it. */
export const picked = (value: string, cachedResultName: string): INodeParameters => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});
