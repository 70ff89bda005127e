import type { JsonObject, JsonSchema } from '../core/schema';
import type { Compile } from '../core/validation';

/** What calling a tool answers. */
export interface ToolResult {
	content: Array<{ type: 'text'; text: string }>;
	is_error: boolean;
}

interface Tool {
	name: string;
	description: string;
	inputSchema: JsonSchema;
	run: (args: JsonObject) => string;
}

const takes = (...names: string[]): JsonSchema => ({
	type: 'object',
	properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
	required: names,
});

/** The tools of every MCP server here. */
export const TOOLS: Tool[] = [
	{
		name: 'echo',
		description: 'Says what it is told',
		inputSchema: takes('text'),
		run: ({ text }) => String(text),
	},
	{
		name: 'search_docs',
		description: 'Finds pages of the handbook',
		inputSchema: takes('query'),
		run: ({ query }) => `1 page about ${String(query)}`,
	},
];

/** Calls a tool; as in MCP, what goes wrong in a tool is a result, not an HTTP error. */
export function callTool(compile: Compile, name: string, args: JsonObject): ToolResult {
	const tool = TOOLS.find((one) => one.name === name);
	if (!tool) return result(`unknown tool: ${name}`, true);
	const check = compile(tool.inputSchema);
	if (!check(args)) return result(`invalid arguments: ${check.errors?.[0]?.message ?? 'do not fit'}`, true);
	return result(tool.run(args), false);
}

function result(text: string, is_error: boolean): ToolResult {
	return { content: [{ type: 'text', text }], is_error };
}
