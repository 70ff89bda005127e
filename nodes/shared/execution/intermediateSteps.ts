import type { IDataObject } from 'n8n-workflow';

/** Longest name of a tool in n8n's AI Agent. */
const LONGEST_NAME = 64;

/**
 * The tool calls of a run in the shape in which n8n's AI Agent gives its steps, so that n8n's evaluation metric *Tools Used*
 * reads them. What went into a tool is in the trace alone.
 * @param events of the run, in their order
 */
export function intermediateSteps(events: IDataObject[]): IDataObject[] {
	return events
		.filter(({ type }) => type === 'tool_call')
		.map(({ id, name, summary }) => ({
			action: {
				tool: toolName(String(name)),
				toolInput: {},
				toolCallId: id,
				type: 'tool_call',
				log: `Called ${String(name)}`,
			},
			observation: summary ?? '',
		}));
}

/** What n8n makes of the name of a tool before it compares. */
function toolName(name: string): string {
	const plain = name.replace(/[^a-zA-Z0-9_-]+/g, '_');
	if (plain.length <= LONGEST_NAME) return plain;
	let end = LONGEST_NAME;
	while ('_-'.includes(plain[end - 1])) end -= 1;
	return plain.slice(0, end);
}
