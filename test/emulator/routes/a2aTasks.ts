import type { Context } from '../context';
import { text } from '../core/schema';
import type { Execution, ExecutionStatus } from '../store/rows';
import type { Task } from '../store/workspaceRows';
import { resource } from './crud';

const STATES: Record<ExecutionStatus, string> = {
	running: 'working',
	cancel_requested: 'working',
	awaiting_approval: 'input_required',
	completed: 'completed',
	failed: 'failed',
	cancelled: 'canceled',
	rejected: 'rejected',
};

/** The list of A2A tasks, the one A2A route with the usual envelope. */
export const a2aTasks = resource<Task>({
	name: 'task',
	table: (store) => store.tasks,
	collection: '/a2a/tasks',
	list: {
		filters: {
			context_id: { schema: text },
			status: { schema: text, of: (task, context) => stateOf(executionOf(task, context)) },
		},
	},
	view: (task, context) => taskView(task, context),
});

/** A task as A2A shows it: state, messages and artifacts come from its execution. */
export function taskView(task: Task, context: Context): object {
	const execution = executionOf(task, context);
	const timestamp = execution?.completed_at ?? task.created_at;
	const answer = typeof execution?.output?.content === 'string' ? execution.output.content : undefined;
	const asked = task.texts.map((each) => ({
		role: 'user',
		parts: [part(each)],
		created_at: task.created_at,
	}));
	const answered =
		answer === undefined ? [] : [{ role: 'agent', parts: [part(answer)], created_at: timestamp }];
	return {
		id: task.id,
		context_id: task.context_id,
		status: { state: stateOf(execution), message: execution?.error || null, timestamp },
		messages: [...asked, ...answered],
		artifacts: answer === undefined ? [] : [{ id: `${task.id}-0`, parts: [part(answer)] }],
		metadata: { agent_id: task.agent_id, execution_id: task.execution_id },
		created_at: task.created_at,
		updated_at: timestamp,
	};
}

/** The run behind a task. */
export function executionOf(task: Task, { store }: Context): Execution | undefined {
	return store.executions.get(task.execution_id);
}

function stateOf(execution: Execution | undefined): string {
	return execution ? STATES[execution.status] : 'submitted';
}

function part(content: string): object {
	return { type: 'text', text: content };
}
