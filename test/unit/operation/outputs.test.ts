import { operations as approval } from '../../../nodes/Approval/operations';
import { operations as execution } from '../../../nodes/Execution/operations';
import { waitingTooltip } from '../../../nodes/shared/operation/editor/outputs';

/** What the canvas shows for a node with these parameters. */
function shown(node: typeof approval, $parameter: Record<string, unknown>): unknown {
	const { waitingNodeTooltip = '' } = waitingTooltip(node);
	const code = waitingNodeTooltip.replace(/^=\{\{(.*)\}\}$/s, '$1');
	return new Function('$parameter', `return ${code}`)($parameter);
}

test.each([
	[undefined, 'Checks again after 1, 2, 5 and 15 minutes, then every 60 minutes.'],
	[0, 'Checks again after 1, 2, 5 and 15 minutes, then every 60 minutes.'],
	[1, 'Checks again every minute.'],
	[5, 'Checks again every 5 minutes.'],
])('the canvas says how often a sleeping node checks, set to %s', (sleepInterval, often) => {
	expect(shown(approval, { operation: 'wait', sleepInterval })).toBe(
		`Asleep until somebody decides in PromptRails. ${often}`,
	);
	expect(shown(execution, { operation: 'wait', sleepInterval })).toBe(
		`Asleep until the run has ended or pauses for approval. ${often}`,
	);
});
