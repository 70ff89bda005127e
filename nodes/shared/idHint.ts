import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from './values';

/** n8n stores them with the workflow and with each execution that it keeps: about 50 bytes each. */
const MOST_HINTS = 200;
const HASH_LENGTH = 16;

/**
 * Which ID a conversation had last, in n8n's static data of the workflow. n8n does not store it after manual
 * executions, and of executions at the same time it stores that of the last one: so it is a hint, which has to be checked.
 */
export class IdHint {
	private readonly stored: IDataObject;
	private readonly name: string;

	/**
	 * @param place name in the node's static data of what the IDs are of, such as `sessions`
	 * @param key identifies the conversation
	 */
	constructor(
		host: Pick<IExecuteFunctions, 'getWorkflowStaticData'>,
		private readonly place: string,
		key: string[],
	) {
		this.stored = host.getWorkflowStaticData('node');
		this.name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, HASH_LENGTH);
	}

	/** The ID; undefined where nothing is known. */
	get id(): string | undefined {
		const known = this.all[this.name];
		return typeof known === 'string' ? known : undefined;
	}

	remember(id: string): void {
		if (this.id === id) return;
		const others = Object.entries(this.all).filter(([name]) => name !== this.name);
		this.stored[this.place] = Object.fromEntries([...others.slice(1 - MOST_HINTS), [this.name, id]]);
	}

	private get all(): IDataObject {
		const kept = this.stored[this.place];
		return isObject(kept) ? (kept as IDataObject) : {};
	}
}
