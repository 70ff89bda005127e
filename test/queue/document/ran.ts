import { table } from '../../support/table';
import type { TestFigures } from '../support/figures';

/** What the tests ran, and what came of it. */
export function ranSection({ batch, kill, triggers, stream, gates }: TestFigures): string {
	const [one = 0, other = 0] = batch.byWorker;
	const rows = [
		['What was run', 'How much', 'What came of it'],
		[
			'A batch over both workers',
			`${batch.items} items in ${batch.executions} executions`,
			`The workers ran ${one} and ${other} of the executions; every item reached the platform once and was answered`,
		],
		[
			'A batch whose second worker was killed by SIGKILL in the middle',
			`${kill.items} items in ${kill.executions} executions`,
			`The worker had ${kill.held} executions, which ended as ${kill.statuses.join(' or ')}, the last of them ${kill.noticedAfterSeconds} s after the kill. Of their items ${kill.startedOnce} had reached the platform, once each, and ${kill.notStarted} never did. All others were answered, once each`,
		],
		[
			'Webhook Trigger, by way of the process for webhooks',
			`${triggers.calls} signed calls`,
			'One execution for each; a copy of a call was refused, and refused again after everything had been restarted',
		],
		[
			'Event Trigger, polling in the main process',
			`${triggers.events} events, ${triggers.eventsMeanwhile} of them while nothing ran`,
			'Each in one execution, once',
		],
		[
			'Streaming, by a webhook and by a chat',
			`${stream.deltas} pieces each`,
			'n8n passes the pieces on from the worker: they arrive one by one, to the last byte',
		],
		[
			'Gates that sleep while everything is stopped and started again',
			`${gates.count} gates, ${gates.downSeconds} s without n8n, PostgreSQL and Redis`,
			`${gates.outcomes.Approved} left by Approved, ${gates.outcomes.Rejected} by Rejected, as decided meanwhile; each agent had run once`,
		],
	];
	return `## What was run\n\n${table(rows)}\n`;
}

/** What n8n promises of an execution, and what follows when a worker dies. */
export function promiseSection({ kill }: TestFigures): string {
	return `## What n8n promises, and where it ends

n8n hands executions to its workers by way of Bull, whose documentation says: *The queue aims for an "at least once"
working strategy. This means that in some situations, a job could be processed more than once.* How often Bull starts a
job again whose worker is gone is its setting \`maxStalledCount\`.

- **n8n 2** sets it to 0 (\`scaling.service.js\`). An execution whose worker died is given up, as seen above: n8n shows it as
  ${kill.statuses.join(' or ')}, no other worker takes it over, and nothing in it runs twice. n8n notices when the lock of its job has
  run out (\`QUEUE_WORKER_LOCK_DURATION\`, 60 s) and a worker looks for such jobs (\`QUEUE_WORKER_STALLED_INTERVAL\`, 30 s).
  What had begun is in PromptRails; what had not is lost with the execution. Look there before you retry one by hand, for
  a retry starts all of it again.
- **n8n 1** sets it to 1 (\`QUEUE_WORKER_MAX_STALLED_COUNT\`). Bull says of such a job: *it will be double processed*. Then
  the agents in it run again, by n8n's hand; the package cannot see that. Set it to 0 where an agent must not run twice.
- **An execution that sleeps in a gate** is in no queue and at no worker: it is in the database.
- **What lives in a process** is listed in [architecture.md](architecture.md#state-in-a-cluster), with what that limits.
`;
}
