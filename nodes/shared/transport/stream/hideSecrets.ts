import { redactDeep, type Redactor } from '../errors/redact';
import type { StreamEvent } from './streamEvent';

/**
 * Hides secrets in the events of a stream, also one that is spread over several deltas of the answer: the end of a delta
 * that may be the start of a secret waits for the next one.
 */
export class SecretFilter {
	private held = '';

	constructor(private readonly redactor: Redactor) {}

	/** The events to give out when these came. */
	pass(events: StreamEvent[]): StreamEvent[] {
		const passed: StreamEvent[] = [];
		for (const event of events) {
			if (event.type === 'content') {
				const content = this.passText(event.content);
				if (content === event.content) passed.push(event);
				else if (content !== '') passed.push({ ...event, content });
			} else passed.push(...this.rest(), redactDeep(event, this.redactor.text));
		}
		return passed;
	}

	private passText(content: string): string {
		const text = this.redactor.text(this.held + content);
		const heldLength = this.redactor.startAtEnd(text);
		this.held = text.slice(text.length - heldLength);
		return text.slice(0, text.length - heldLength);
	}

	/** What was held back: at the end of the answer, nothing can follow that makes it a secret. */
	rest(): StreamEvent[] {
		const { held } = this;
		this.held = '';
		return held === '' ? [] : [{ type: 'content', content: held }];
	}
}
