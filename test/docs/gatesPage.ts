import { cellKey, type GateCase, isForTools } from '../support/n8n/gateCases';
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
- **A timeout** counts the time asleep, so that the gate refuses to sleep where its limit ends later: than the timeout of
  the workflow, of all workflows (\`EXECUTIONS_TIMEOUT\`), or of a workflow that calls this one. n8n shortens every timeout
  to \`EXECUTIONS_TIMEOUT_MAX\`, which is one hour unless set. *Timeout Workflow* in the settings of the workflow turns
  both off.
- **Retry On Fail** repeats a gate that failed; the time that it may wait does not begin anew. A **retry from the list of
  executions** looks again: what is settled meanwhile leaves, and what is still open fails again in Sleep mode.
- **A workflow that calls** the one of a sleeping gate sleeps as long.
- **An AI Agent that calls the workflow** of a sleeping gate (*Call n8n Workflow Tool*) sleeps as long. n8n calls
  published workflows alone that way: the model is told \`Workflow is not active and cannot be executed\` otherwise.
- **A gate removed from the workflow** while it waits goes on: n8n keeps the workflow as it was when the execution began.
- **Executions that are not saved** are kept while they sleep.
- **A limit of production executions** (\`N8N_CONCURRENCY_PRODUCTION_LIMIT\`): a gate that sleeps leaves its place to others,
  one that holds keeps it.
- **A worker that dies while it starts the run** (queue mode): n8n may store the execution without its data, so that a retry
  from the list of executions fails and starts nothing. Start the workflow again, which asks anew.
- **An execution** does not grow with the looks of its gate.
- **Branches beside a sleeping gate** run before it when they are above it on the canvas, and otherwise after it.

## Who wakes a sleeping node, and when

n8n looks for what is due once a minute, so that a minute may pass after each time in this table. Whoever wakes a node, it
reads the decision from PromptRails itself: a call brings nothing with it, and one that comes too early leaves it asleep.

| What is set up | *Approval: Ask and Wait* goes on | The other gates go on |
| --- | --- | --- |
| Nothing else | At its own looks: after 1, 2, 5 and 15 minutes, then every hour, or as *Check Every* says | The same |
| A published **Event Trigger** on *Approval Decided*, in the same n8n, with *Wake Waiting Executions* (on unless it is turned off) | Within seconds after the next poll. A call that fails is tried again at the next polls, six times in half an hour | At their own looks |
| A published **Webhook Trigger** on *Platform Event*, with *Wake Waiting Executions* (off unless it is added) | Within seconds after an event about the run that comes when it was decided. A call that fails is not tried again: the node's own look finds the decision | At their own looks |
| Either, with several processes (queue mode) | The same: the call goes to the address of n8n's webhooks, and a worker runs the node | At their own looks |
| Either, behind a proxy that strips a part of the path (n8n at \`https://example.com/n8n/\`) | At its own looks: n8n refuses the signed address there | At their own looks |
| Either, where n8n cannot reach its own address (\`WEBHOOK_URL\`), or blocks it | At its own looks | At their own looks |
| Either, with a server that keeps no \`metadata\` of runs | At its own looks | At their own looks |
| The Webhook Trigger, where its credential is missing or of no use | At its own looks: nothing is called | At their own looks |
| A trigger whose filters leave the decision out, in another n8n, or with a credential of another workspace | At its own looks | At their own looks |

- The run carries, as \`metadata.n8n\`, the IDs of the n8n instance, of the execution and of the node, and n8n's signature
  over them: no address, and no token that opens anything else. A trigger checks each of these, and calls its own n8n alone.
- What was decided while n8n was down wakes the nodes at the first poll after its start, as the Event Trigger finds it.
- Several items of one node wake it when the last of them is decided.
- Waking costs one request to PromptRails for each decision, none on servers with API v2 where the Event Trigger has read
  the run already, and one call to n8n for each run that carries \`metadata.n8n\` of this n8n. A poll calls at most four nodes
  at the same time, and leaves to the next one what does not fit into a minute.

## A review in a chat

What the user of n8n's chat gets when a tool is reviewed in Sleep mode, by the *Response Mode* of the Chat Trigger, seen in
n8n 2.41.1:

| Response Mode | While it sleeps | The answer of the agent |
| --- | --- | --- |
| When Last Node Finishes | The chat says at once what is waited for | To the nodes behind the AI Agent: a mail, a message |
| Streaming | The same, as the stream | The same |
| Using Response Nodes | The same | To the same chat, by a *Chat* node behind the AI Agent, if the page is still open |

- The example [review-ai-agent-tools](../examples/review-ai-agent-tools.json) uses *When Last Node Finishes*: a decision may
  take days, and no page is open for so long.
- **Using Response Nodes gives the resume token away**: n8n answers each message at once with the ID and the resume token of
  the execution, for its chat page connects by them. Whoever has the token can call every node that waits in this execution,
  such as n8n's *Wait* and *Form*. A review by PromptRails is safe from that: it reads the decision from PromptRails. What
  the user types into the chat meanwhile decides nothing either.
- **A page that is closed gets no answer.** The tool runs after the yes all the same, and then the *Chat* node waits for the
  page, without an end. Where n8n hears nothing from a page for a minute, it closes the connection, and cancels the execution
  if a *Chat* node waits in it just then. It does not cancel one that sleeps in a review by PromptRails.
`;

const TOOLS = `
## As tools

The same as the tool of n8n's AI Agent: what the model was told, or what became of the execution. In the legacy order of
execution it is told nothing, in Hold mode either.

- **Execute step of the tool** runs it without the AI Agent, and only an AI Agent can let a tool sleep: set *Wait Mode* to
  *Hold*, or run *Execute step* of the AI Agent, which calls the tool as usual.
- **Execute Once** changes nothing: each call of a tool is a run with one item.
- **Two calls at a time** are answered together, each with its own outcome.
- **A tool that fails** does not fail the execution: the model is told, so that there is nothing to retry. An execution whose
  model failed after the tool had answered is retried with that answer; the gate is not run again.
- **An argument named \`id\`** reaches the gate as the model gave it, but afterwards n8n 2.41 shows the model the ID of the
  call instead. Give \`$fromAI\` another name, such as \`approvalId\`.
`;

const HEADINGS = [
	'Setting, or way to run',
	'Approval, Hold',
	'Approval, Sleep',
	'Execution, Hold',
	'Execution, Sleep',
];

/** docs/gates.md. @param cellOf what was seen, by the key of a cell */
export function gatesPage(cases: GateCase[], cellOf: (key: string) => string): string {
	const tableOf = (rows: GateCase[], asTool: boolean): string =>
		table([
			HEADINGS,
			...rows.map(({ row }) => [
				row,
				...(['approval', 'execution'] as const).flatMap((gate) =>
					(['hold', 'sleep'] as const).map((mode) => cellOf(cellKey(row, gate, mode, asTool))),
				),
			]),
		]);
	const tools = cases.filter(({ asTool }) => asTool);
	const nodes = cases.filter((one) => !isForTools(one));
	return `${HEAD}\n${tableOf(nodes, false)}\n${FOOT}${TOOLS}\n${tableOf(tools, true)}\n`;
}
