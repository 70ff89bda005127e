import type { INodeParameters } from 'n8n-workflow';

import { isObject, ownValue } from '../../values';
import { withoutLocator } from '../model/locators';

/** The parameters of a node, of which those without an expression have one value for all items. */
export class SharedParameters {
	private readonly known = new Map<string, unknown>();

	/** @param given as they are in the workflow: n8n hands out a copy each time, so they are read once */
	constructor(readonly given: INodeParameters) {}

	/**
	 * The value of a parameter for an item.
	 * @param read asks n8n for it, which takes longer than looking it up; not called for a value that is known
	 */
	value(path: string, read: () => unknown): unknown {
		if (this.known.has(path)) return this.known.get(path);
		const value = read();
		if (this.isFixed(path)) this.known.set(path, value);
		return value;
	}

	/** Whether it is no expression. Objects may hold some, and an item may change its own; they are not shared. */
	private isFixed(path: string): boolean {
		const found = path
			.split('.')
			.reduce<unknown>((outer, name) => (isObject(outer) ? ownValue(outer, name) : undefined), this.given);
		const raw = withoutLocator(found);
		return typeof raw === 'string' ? !raw.startsWith('=') : ['number', 'boolean'].includes(typeof raw);
	}
}
