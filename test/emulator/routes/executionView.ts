import { type Context, isOdd } from '../context';
import type { Execution } from '../store/rows';
import { errorView, outputView } from '../engine/odd';
import { pendingOf } from './approvals';

/** The names that statuses have in the second generation, where they differ. */
const SECOND_NAMES: Partial<Record<Execution['status'], string>> = { awaiting_approval: 'waiting_approval' };

/** The name of an execution's status in the generation that is served. */
export function statusName({ generation }: Context, { status }: Execution): string {
	return (generation === 2 && SECOND_NAMES[status]) || status;
}

/** Whether a filter by a status finds an execution: by every name of its status, or by that of the generation alone. */
export function isListedUnder(execution: Execution, wanted: string, context: Context): boolean {
	const name = statusName(context, execution);
	return wanted === name || (!isOdd(context, 'exactStatusFilter') && wanted in names(execution.status));
}

/** Every name of a status. */
function names(status: Execution['status']): Record<string, true> {
	return { [status]: true, [SECOND_NAMES[status] ?? status]: true };
}

/**
 * How an execution looks from outside, in the generation that is served.
 * @param levels how many levels of the runs below it are shown with it in the second generation; none: not even the key
 */
export function executionView(context: Context, execution: Execution, levels = 0): object {
	const shown = {
		...execution,
		output: outputView(context, execution),
		error: errorView(context, execution),
	};
	if (context.generation === 1) return shown;
	const children = () =>
		context.store.executions
			.where(({ parent_execution_id }) => parent_execution_id === execution.id)
			.map((child) => executionView(context, child, levels - 1))
			.reverse();
	return {
		...shown,
		status: statusName(context, execution),
		parent_execution_id: execution.parent_execution_id ?? null,
		approval_expires_at: pendingOf(context.store, execution.id)?.expires_at ?? null,
		...(levels > 0 && { children: children() }),
	};
}
