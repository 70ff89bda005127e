import { table } from '../support/table';
import type { JestReport } from '../host/jestRun';

/** The versions of the matrix, the oldest first; the Node of each stands in its recipe. */
export const MATRIX = ['1.85.4', '1.110.1', '1.113.3', '1.123.81', '2.0.3', '2.41.1'] as const;

/** What came of one version. */
export interface Column {
	version: string;
	node: string;
	report: JestReport;
}

const PASSED = '✓';
const FAILED = '✗';

const HEAD = `# Compatibility

The packed package, installed the way n8n installs community packages, in real n8n servers: each version with a Node of
its own, a fresh database, and an emulator of the PromptRails API. \`npm run test:matrix\` runs all of it and writes the
table; \`npm run test:matrix -- ${MATRIX[0]}\` runs one version and writes nothing.
`;

const FOOT = `
## Older versions

1.85 is the oldest n8n that loads the package. The names of the connections between nodes (\`NodeConnectionTypes\`), which
n8n's own linter has nodes use, came with n8n-workflow 1.83.0, which is part of n8n 1.85; the releases before, to 1.82.0, do
not have them. There the nodes refuse to load with *PromptRails nodes need n8n 1.85 or later*, which is in n8n's log.
\`package.json\` says the same in \`engines.n8n\`, which npm does not enforce.

What differs between the versions is n8n's own:

- Before the Webhook node learned to stream, there is no response that streams: the nodes notice and answer in one piece.
- The engine of n8n 1.113 learned to run a node again for itself, which is how a gate sleeps. Before, there is Hold.
- n8n 2.41 makes human reviews for the tools of an AI Agent of nodes that ask; 2.0 has none yet.
- n8n has its AI node SDK from 2.16 on. Before, the Chat Memory and Chat Model nodes say which n8n they need.
- In n8n 1.x, a community node is a tool of an AI Agent only with \`N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE=true\`.
`;

/** The document about the versions that were run. */
export function compatibility(columns: Column[]): string {
	const cells = columns.map(({ report }) => {
		const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
		return new Map(
			tests.map(({ title, status }) => {
				const [row = '', detail] = title.split(': ');
				return [row, [status === 'passed' ? PASSED : FAILED, detail].filter(Boolean).join(' ')];
			}),
		);
	});
	const rows = [...new Set(cells.flatMap((column) => [...column.keys()]))];
	const lines = [
		['', ...columns.map(({ version, node }) => `n8n ${version}, Node ${node}`)],
		...rows.map((row) => [row, ...cells.map((column) => column.get(row) ?? FAILED)]),
	];
	return `${HEAD}\n${table(lines)}\n${FOOT}`;
}
