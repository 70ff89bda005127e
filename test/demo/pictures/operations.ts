import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { CredentialReference, WorkflowDefinition, WorkflowNode } from '../../host';
import { closePanel, openNode, openWorkflow, zoomToFit } from '../../host/screenshot';
import type { Take } from './camera';

/** Tall enough for the longest panel. */
const TALL = { width: 1200, height: 2600 };
const PARAMETERS = '[data-test-id="node-parameters"]';
/** Nodes in a row on the canvas, and the space between them. */
const [COLUMNS, SPACING] = [8, 224];
/** What n8n adds to every dropdown of operations. */
const CUSTOM_CALL = '__CUSTOM_API_CALL__';

/** One operation as a user finds it who has opened everything that can be added. */
type Shown = Omit<WorkflowNode, 'position'>;

function operationsOf({ name: type, properties }: INodeTypeDescription): Shown[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) => {
			const [resource] = (displayOptions?.show?.resource ?? []) as string[];
			const offered = (options as INodePropertyOptions[]).filter(({ value }) => value !== CUSTOM_CALL);
			return offered.map(({ value }) => {
				const chosen: INodeParameters = {
					...(resource === undefined ? {} : { resource }),
					operation: String(value),
				};
				return {
					name: Object.values(chosen).join('-'),
					type,
					typeVersion: 1,
					parameters: { ...chosen, ...opened(properties, chosen) },
				};
			});
		});
}

/** Every collection of an operation with all of its fields, and every form with one row, as they are when added. */
function opened(properties: INodeProperties[], chosen: INodeParameters): INodeParameters {
	const shown = properties.filter(({ type, displayOptions }) => {
		const { show } = displayOptions ?? {};
		return (
			['collection', 'fixedCollection'].includes(type) &&
			Object.entries(chosen).every(([name, value]) => show?.[name]?.includes(value as string))
		);
	});
	return Object.fromEntries(shown.map((property) => [property.name, filled(property)]));
}

function filled({ type, options = [], default: unset }: INodeProperties): INodeParameters {
	if (type === 'collection') return allOf(options as INodeProperties[]);
	if (type !== 'fixedCollection') return unset as INodeParameters;
	const rows = (options as INodePropertyCollection[]).map(({ name, values }) => [name, [allOf(values)]]);
	return Object.fromEntries(rows) as INodeParameters;
}

const allOf = (fields: INodeProperties[]): INodeParameters =>
	Object.fromEntries(fields.map((field) => [field.name, filled(field)]));

/** All of them on one canvas: to load the editor anew for each takes most of the time. */
function canvas(name: string, shown: Shown[], credential: CredentialReference): WorkflowDefinition {
	const nodes = shown.map((node, index): WorkflowNode => {
		const place = [index % COLUMNS, Math.floor(index / COLUMNS)] as const;
		const position: [number, number] = [place[0] * SPACING, place[1] * SPACING];
		return { ...node, position, credentials: { promptRailsApi: credential } };
	});
	return { name, nodes, connections: {} };
}

/** The parameters of every operation of every node, for review. */
export const operations: Take = async ({ client, credential }, { page, shoot }) => {
	await page.setViewportSize(TALL);
	const types = (await client.nodeTypes()) as unknown as INodeTypeDescription[];
	const ours = types.filter(({ name }) => /^n8n-nodes-promptrails\.\w+(?<!Tool)$/.test(name));
	for (const type of ours) {
		const folder = type.displayName.replace(/^PromptRails /, '').toLowerCase();
		const shown = operationsOf(type);
		if (shown.length === 0) continue;
		const { id } = await client.createWorkflow(canvas(folder, shown, credential));
		await openWorkflow(page, id, shown[0].name);
		await zoomToFit(page);
		for (const { name } of shown) {
			await openNode(page, name);
			await shoot(`${folder}/${name}`, PARAMETERS);
			await closePanel(page);
		}
	}
};
