import type { IDataObject } from 'n8n-workflow';

import type { StreamEvent } from '../transport/stream/streamEvent';

type LoggedEvent = Extract<StreamEvent, { type: 'thinking' | 'toolStart' | 'toolEnd' | 'ui' }>;

/** Collects what an agent does beside its answer; the end of a tool call completes the entry of its start. */
export class EventLog {
	/** @param entries where the events are added */
	constructor(private readonly entries: IDataObject[]) {}

	add(event: LoggedEvent): void {
		const at = new Date().toISOString();
		if (event.type === 'thinking') this.entries.push({ type: 'thinking', content: event.content, at });
		else if (event.type === 'ui') this.entries.push({ ...event.data, type: 'ui', at } as IDataObject);
		else if (event.type === 'toolStart') {
			this.entries.push({ type: 'tool_call', id: event.id, name: event.name, started_at: at });
		} else this.complete(event, at);
	}

	private complete({ id, name, summary }: Extract<LoggedEvent, { type: 'toolEnd' }>, endedAt: string): void {
		const open = this.entries.find((entry) => entry.id === id && entry.ended_at === undefined);
		const entry = open ?? { type: 'tool_call', id, name };
		const duration = open ? Date.parse(endedAt) - Date.parse(String(open.started_at)) : null;
		Object.assign(entry, { summary: summary ?? null, ended_at: endedAt, duration_ms: duration });
		if (!open) this.entries.push(entry);
	}
}
