import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../shared/values';
import type { KeyedConversation } from './sendTo';

/** n8n stores them with the workflow and with each execution that it keeps: about 50 bytes each. */
const MOST_HINTS = 200;
const HASH_LENGTH = 16;

/**
 * Which session a conversation had last, in n8n's static data of the workflow. n8n does not store it after manual
 * executions, and of executions at the same time it stores that of the last one: so it is a hint, which has to be checked.
 */
export class SessionHints {
	private readonly stored: IDataObject;
	private readonly name: string;

	constructor(host: IExecuteFunctions, { agentId, key }: KeyedConversation) {
		this.stored = host.getWorkflowStaticData('node');
		const conversation = JSON.stringify([agentId, key]);
		this.name = createHash('sha256').update(conversation).digest('hex').slice(0, HASH_LENGTH);
	}

	/** The ID of the session; undefined where nothing is known. */
	get sessionId(): string | undefined {
		const known = this.all[this.name];
		return typeof known === 'string' ? known : undefined;
	}

	remember(sessionId: string): void {
		if (this.sessionId === sessionId) return;
		const others = Object.entries(this.all).filter(([name]) => name !== this.name);
		this.stored.sessions = Object.fromEntries([...others.slice(1 - MOST_HINTS), [this.name, sessionId]]);
	}

	private get all(): IDataObject {
		const { sessions } = this.stored;
		return isObject(sessions) ? (sessions as IDataObject) : {};
	}
}
