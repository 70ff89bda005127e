import type { INodeParameters } from 'n8n-workflow';

/** The value of a resource locator whose mode is By ID. */
export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
