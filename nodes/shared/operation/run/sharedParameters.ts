import type { INodeParameters } from 'n8n-workflow';

import { isObject, ownValue } from '../../values';
import { withoutLocator } from '../model/locators';

/** The parameters of a node, of which those without an expression, and those that are not set, have one value for all items. */
export class SharedParameters {
	private readonly known = new Map<string, unknown>();

	/** @param given as they are in the workflow: n8n hands out a copy each time, so they are read once */
	constructor(readonly given: INodeParameters) {}

	/**
	 * The value of a parameter for an item.
	 * @param read asks n8n for it, which takes longer than looking it up; not called for a value that is known
	 * @param fallback what n8n would give for one that is not set
	 */
	value(path: string, read: () => unknown, fallback?: unknown): unknown {
		if (this.known.has(path)) return this.known.get(path);
		const raw = this.rawAt(path);
		if (raw === undefined && fallback !== undefined) return fallback;
		if (isObject(raw) && Object.keys(raw).length === 0) return {};
		const value = read();
		if (isFixed(raw)) this.known.set(path, value);
		return value;
	}

	private rawAt(path: string): unknown {
		return path
			.split('.')
			.reduce<unknown>((outer, name) => (isObject(outer) ? ownValue(outer, name) : undefined), this.given);
	}
}

/** Whether a parameter is no expression. Objects may hold some, and an item may change its own; they are not shared. */
function isFixed(parameter: unknown): boolean {
	const raw = withoutLocator(parameter);
	return typeof raw === 'string' ? !raw.startsWith('=') : ['number', 'boolean'].includes(typeof raw);
}
