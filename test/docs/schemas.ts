import { join } from 'node:path';

import { type Emulator, type Generation, startEmulator } from '../emulator';
import { builders } from '../support/contract/cases';
import { byId, type CaseBuilder, type ContractCase } from '../support/contract/contractCase';
import { runCase } from '../support/contract/runCase';
import { loadPackage } from '../support/engine/nodeTypes';
import type { Files } from './generated';
import { type JsonSchema, merged, schemaOf } from './jsonSchema';

/** n8n looks a node's schemas up under its very version, padded. */
const versionFolder = (version: number): string => `v${version}${Number.isInteger(version) ? '.0' : ''}.0`;

type Named = Pick<ContractCase, 'node' | 'resource' | 'operation'>;

/** Operations whose output has the columns of the user's own tables, which no schema can foretell. */
const WITHOUT_SCHEMA = [
	{ node: 'promptRailsWorkspace', resource: 'dataSource', operation: 'previewQuery' },
	{ node: 'promptRailsWorkspace', resource: 'dataSource', operation: 'query' },
];

/** Whether the editor can know beforehand what an operation gives. */
export const hasSchema = ({ node, resource, operation }: Named): boolean =>
	!WITHOUT_SCHEMA.some(
		(one) => one.node === node && one.resource === resource && one.operation === operation,
	);

/**
 * The schemas that n8n's editor shows before a node first ran, by file from the repository's root: what the operation
 * gave in the cases of the contract, with the parameters as they are by default.
 */
export async function outputSchemas(): Promise<Files> {
	const versions = await versionsOf();
	const schemas: Record<string, JsonSchema> = {};
	for (const generation of [1, 2] as const) await addSchemas(schemas, generation, versions);
	return Object.fromEntries(Object.entries(schemas).map(([file, schema]) => [file, asText(schema)]));
}

/** The versions of each action node. */
async function versionsOf(): Promise<(node: string) => number[]> {
	const { nodeTypes } = await loadPackage();
	return (node) => [nodeTypes.getByNameAndVersion(node).description.version].flat();
}

const asText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, '\t')}\n`;

/** A run that pauses for a human: its `approval` is what people build gates from. */
const paused: CaseBuilder = ({ agents }) => [
	{
		node: 'promptRailsAgent',
		resource: 'agent',
		operation: 'execute',
		parameters: {
			agentId: byId(agents.refund),
			inputMode: 'json',
			input: '{"order_id": "A-1", "amount": 25}',
		},
		requests: [],
		items: [],
	},
];

async function addSchemas(
	schemas: Record<string, JsonSchema>,
	generation: Generation,
	versions: (node: string) => number[],
): Promise<void> {
	const emulator = await startEmulator({ generation });
	try {
		const entries = [...builders[generation], paused].flatMap((build) => build(emulator.ids));
		for (const entry of entries.filter(hasSchema)) {
			for (const json of await outputOf(entry, emulator)) {
				for (const version of versions(entry.node)) {
					const file = fileOf(entry, version);
					const known = schemas[file];
					schemas[file] = known ? merged(known, schemaOf(json)) : schemaOf(json);
				}
			}
		}
	} finally {
		await emulator.close();
	}
}

async function outputOf(entry: ContractCase, emulator: Emulator): Promise<unknown[]> {
	emulator.reset();
	const parameters = Object.entries(entry.parameters).filter(([name]) => name !== 'simplify');
	const { outputs } = await runCase({ ...entry, parameters: Object.fromEntries(parameters) }, emulator);
	return outputs.flat().map(({ json }) => json);
}

/** `promptRailsAgent`, `version`, `getAll` → `nodes/Agent/__schema__/v1.0.0/version/getAll.json` */
function fileOf({ node, resource, operation }: ContractCase, version: number): string {
	return join(schemaFolder(node), versionFolder(version), resource ?? '', `${operation}.json`);
}

/** Where the schemas of a node stand, from the repository's root. */
export function schemaFolder(node: string): string {
	return join('nodes', node.replace(/^promptRails/, ''), '__schema__');
}
