import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import type { ApiRequest } from '../../nodes/shared/transport/http/apiRequest';
import { NotFoundError } from '../../nodes/shared/transport/errors/errors';
import { Generations } from '../../nodes/shared/transport/generations/generations';
import { textForGeneration } from '../../nodes/shared/transport/generations/generationTexts';
import { type ContractOperation, contracts } from '../contracts';
import { loadPackage } from '../support/engine/nodeTypes';
import type { Files } from './generated';
import { table } from '../support/table';

/** Where the page stands, from the repository's root. */
export const GENERATIONS_PAGE = 'docs/api-generations.md';

const HEAD = `# Servers of both API generations

PromptRails changed its API in 2026. Both generations stand behind the same addresses (\`/api/v1\`), and the nodes work
with either: there is nothing to choose. This page is written by \`npm run docs\` from the tables that the nodes work by,
and the contract tests check each row on an emulator of either generation.

## How the nodes recognize a server

- A request is sent as generation 1 has it. Only when the server's router answers that it has no such route (404, 405 or
  410 without PromptRails' own error code) is it sent by the newer route. Nothing was carried out then, so that a
  decision is still made at most once. An entry that does not exist stays a \`NotFoundError\`.
- A server that lacks a route such as \`/traces/summary\` may take its last word for an ID, and answers 404 with its own error
  code. That is told as a missing route, too.
- What was learned is kept for the rest of the execution. A server of generation 1 never gets a request more.
- Statuses come out in the spelling of generation 1 (\`awaiting_approval\`) where Simplify is on, and both spellings are
  understood everywhere.
- A filter by a status that has two spellings, and that finds nothing, is sent once more in the other spelling: how a
  server words the rest of its answers is no proof of how it spells statuses.
`;

const LIMITS = `## What generation 2 does not report

- **Approvals** are the runs that paused: the ID of an approval is the ID of its execution. There is no checkpoint name
  (the filter *Checkpoint Name* finds nothing), nobody is named as the one who decided, and lists contain only pending ones.
- **The decision is concluded from the run.** *Wait for Decision* and *Approval Decided* take a run that goes on or completed
  for approved, one that was rejected or denied for rejected. A server that lets a run **go on after a denial**, without
  the tool that was denied, looks the same as one that carried it out: decide what matters by the output of the run.
  \`execution_status\` in the item is what was seen.
- A run that failed or was cancelled while it waited leaves the gate by Rejected. The event trigger calls it expired when
  the approval was over by then, and otherwise reports no decision: *Execution Failed* reports it.
- **Approval Requested** and **Approval Decided** compare the inbox with what it contained at the tick before. An approval that
  is requested and decided between two ticks is reported by neither. A run that pauses twice is reported twice.
- **Costs** have no \`daily_costs\`, and \`total_executions\` counts traces.
- **Webhook triggers** are triggers of the source \`generic\`; others are not listed.
- **Score Created** has nothing to report: the trigger fails and says so.
`;

interface Labels {
	node: string;
	resource: string;
	operation: string;
}

interface Row extends Labels {
	first: string;
	second: string;
}

/** The page that says what works where. */
export async function generationsPage(): Promise<Files> {
	const { nodeTypes } = await loadPackage();
	const labelled = (one: ContractOperation): Labels =>
		labelsOf(nodeTypes.getByNameAndVersion(one.node).description, one);
	const rows = [
		...contracts[1].map((one) => ({ ...labelled(one), ...differenceOf(one) })),
		...contracts[2].map((one) => ({ ...labelled(one), first: 'no', second: code(one) })),
	].filter((row): row is Row => 'first' in row);
	const same = contracts[1].length + contracts[2].length - rows.length;
	const text = [
		HEAD,
		'## What works where\n',
		`The ${same} operations that are not listed here are the same on both.\n`,
		differences(rows),
		'',
		LIMITS,
	].join('\n');
	return { [GENERATIONS_PAGE]: text };
}

/** What is different for an operation of generation 1 on a server of generation 2; nothing for most of them. */
function differenceOf(one: ContractOperation): Pick<Row, 'first' | 'second'> | object {
	const gone = textForGeneration(one);
	if (gone) return { first: code(one), second: `no. ${gone.hint}` };
	const moved = [...new Set(['approved', 'rejected'].map((decision) => code(movedTo(one, decision))))];
	return moved.includes(code(one)) ? {} : { first: code(one), second: moved.join(' or ') };
}

/** The request that is sent once the router has said that it does not know the one of generation 1. */
function movedTo({ method, path }: ContractOperation, decision: string): Pick<ApiRequest, 'method' | 'path'> {
	const request = { method, path, pathParams: {}, body: { decision } } as ApiRequest;
	const generations = new Generations();
	const unknown = new NotFoundError({ message: '', routeMissing: true });
	generations.learnFromFailure(request, generations.route(request), unknown);
	return generations.route(request).request;
}

function code({ method, path }: { method: string; path: string }): string {
	return `\`${method} ${path.replace('/api/v1', '')}\``;
}

/** What the editor calls an operation. */
function labelsOf(description: INodeTypeDescription, one: ContractOperation): Labels {
	const nameIn = (property: string, value: string, resource: string | null) =>
		description.properties
			.filter(
				({ name, displayOptions }) =>
					name === property &&
					(resource === null || displayOptions?.show?.resource?.includes(resource) !== false),
			)
			.flatMap(({ options = [] }) => options as INodePropertyOptions[])
			.find((option) => option.value === value)?.name ?? value;
	return {
		node: description.displayName.replace('PromptRails ', ''),
		resource: one.resource === null ? '' : nameIn('resource', one.resource, null),
		operation: nameIn('operation', one.operation, one.resource),
	};
}

/** Neighbours of one resource that differ in the same words share a row. */
function differences(rows: Row[]): string {
	const grouped = new Map<string, Row[]>();
	for (const row of rows) {
		const isGone = row.second.startsWith('no');
		const key = [row.node, row.resource, isGone ? row.second : `${row.first}${row.second}`].join('|');
		grouped.set(key, [...(grouped.get(key) ?? []), row]);
	}
	const lines = [...grouped.values()].map((group) => {
		const [{ node, resource, second }] = group;
		const names = group.map(({ operation }) => operation).join(', ');
		const first = group.length > 1 && second.startsWith('no') ? 'yes' : group[0].first;
		return [node, resource ? `${resource}: ${names}` : names, first, second];
	});
	return table([['Node', 'Operation', 'Generation 1', 'Generation 2'], ...lines]);
}
