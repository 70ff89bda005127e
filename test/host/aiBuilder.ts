import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureHost } from './install';
import type { NodeTypeSummary } from './types';

export interface BuilderAnswers {
	/** For each query, the names of the nodes that the AI builder's search finds, best first. */
	found: Record<string, string[]>;
	/** The same of the search in n8n's catalog of nodes, which looks for each word alone. */
	foundInCatalog: Record<string, string[]>;
	/** What a model reads of the catalog's search. */
	catalogAnswers: Record<string, string>;
	/** What a model reads of a node before it writes a workflow with it. */
	typeDefinitions: Record<string, string>;
}

/**
 * Asks n8n's AI builder, as the newest n8n has it installed, what it knows of these node types.
 * @param queries what a model would search for
 * @param described names of the nodes whose type is generated
 */
export async function askAiBuilder(
	nodeTypes: NodeTypeSummary[],
	queries: string[],
	described: string[],
): Promise<BuilderAnswers> {
	const { node, n8n } = await ensureHost();
	const answer = execFileSync(node, [join(__dirname, 'ownAiBuilder.js'), n8n], {
		input: JSON.stringify({ nodeTypes, queries, described }),
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(answer) as BuilderAnswers;
}
