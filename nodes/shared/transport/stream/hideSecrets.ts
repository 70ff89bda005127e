import { redactDeep, type Redactor } from '../errors/redact';
import type { StreamEvent } from './streamEvent';

/**
 * Hides secrets in the events of a stream, also one that is spread over several deltas of the answer: the end of a delta
 * that may be the start of a secret waits for the next one.
 */
export class SecretFilter {
	private held = '';

	constructor(private readonly redactor: Redactor) {}

	/** The events to give out when this one came. */
	pass(event: StreamEvent): StreamEvent[] {
		if (event.type !== 'content') return [...this.rest(), redactDeep(event, this.redactor.text)];
		const text = this.redactor.text(this.held + event.content);
		const heldLength = this.redactor.startAtEnd(text);
		this.held = text.slice(text.length - heldLength);
		const content = text.slice(0, text.length - heldLength);
		return content === '' && event.content !== '' ? [] : [{ ...event, content }];
	}

	/** What was held back: at the end of the answer, nothing can follow that makes it a secret. */
	rest(): StreamEvent[] {
		const { held } = this;
		this.held = '';
		return held === '' ? [] : [{ type: 'content', content: held }];
	}
}
