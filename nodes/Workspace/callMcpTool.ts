import type { IDataObject } from 'n8n-workflow';

import { optionField } from '../shared/operation/model/fields';
import type { OperationItem } from '../shared/operation/model/types';
import { RunFailedError } from '../shared/transport/errors/errors';
import { quoted } from '../shared/transport/errors/quoted';
import { isObject, toRows } from '../shared/values';

/** Has the answer of a tool come as it is. */
export const rawResult = optionField({
	displayName: 'Raw Result',
	name: 'rawResult',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the answer of the tool as it is, even when the tool says that it did not succeed',
});

/**
 * Calls a tool of an MCP server. What goes wrong inside the tool comes as an answer with `is_error`, not as a status.
 * @throws RunFailedError with the tool's text, unless the user wants the answer as it is
 */
export async function callMcpTool(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const answer = await item.client.data<IDataObject>(request);
	if (item.value(rawResult)) return answer;
	const output = contentText(answer.content);
	if (answer.is_error !== true) return { output, ...answer };
	throw new RunFailedError({
		message: `The tool ${quoted(request.body.tool_name)} did not succeed`,
		hint: 'Check the arguments, or turn on Raw Result in the options of the node to get this answer as an item.',
		serverText: output,
		saidBy: 'The tool',
		code: 'tool_error',
		details: { content: answer.content, trace_id: answer.trace_id ?? null },
	});
}

/** The texts of MCP content parts, a line each; parts of other kinds have none. */
function contentText(content: unknown): string {
	const texts = toRows(content).map(({ text }) => text);
	return texts.filter((text) => typeof text === 'string').join('\n');
}

/** The tools that an MCP server offers, one a row, each with the trace of the request. */
export function toolRows({ tools, ...rest }: IDataObject): IDataObject | IDataObject[] {
	if (!Array.isArray(tools)) return { tools, ...rest };
	return (tools as unknown[]).filter(isObject).map((tool) => ({ ...tool, ...rest }) as IDataObject);
}
