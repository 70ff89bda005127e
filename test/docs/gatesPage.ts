import { table } from '../support/table';

const HEAD = `# Gates under n8n's settings

What *Approval: Wait for Decision* and *Execution: Wait* do under the settings of n8n and in the ways to run them, in both
wait modes. Each cell is what happened in a real n8n to something that was open when the gate looked first, and, but where
the time is up, was settled soon after (approved, or finished): the output by which the item left, with the number of items where it was more
than one, or what became of the execution. The test \`test/e2e/gateSettings.test.ts\` writes the table.
`;

const FOOT = `
- **Always Output Data** adds nothing to a gate: n8n would let an empty item leave by Timed Out.
- **Deactivated** and **pinned** nodes are n8n's own doing: it hands the input, or the pinned data, to the first output.
- **A workflow timeout** counts the time asleep, so that the gate refuses to sleep where its limit ends later than the
  timeout. It cannot see the timeout for all workflows (\`EXECUTIONS_TIMEOUT\`).
- **Retry On Fail** repeats a gate that failed; the time that it may wait does not begin anew.
- **Branches beside a sleeping gate** run before it when they are above it on the canvas, and otherwise after it.
`;

type CellOf = (row: string, gate: 'approval' | 'execution', mode: 'hold' | 'sleep') => string;

/** docs/gates.md. */
export function gatesPage(rows: string[], cellOf: CellOf): string {
	const lines = rows.map((row) => [
		row,
		cellOf(row, 'approval', 'hold'),
		cellOf(row, 'approval', 'sleep'),
		cellOf(row, 'execution', 'hold'),
		cellOf(row, 'execution', 'sleep'),
	]);
	const head = [
		'Setting, or way to run',
		'Approval, Hold',
		'Approval, Sleep',
		'Execution, Hold',
		'Execution, Sleep',
	];
	return `${HEAD}\n${table([head, ...lines])}\n${FOOT}`;
}
