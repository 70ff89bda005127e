import type {
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { chain, type WorkflowNode } from '../../host';
import { openPanel } from '../../host/screenshot';
import type { Take } from './camera';

/** Tall enough for the longest panel. */
const TALL = { width: 1200, height: 1500 };
const PARAMETERS = '[data-test-id="node-parameters"]';

/** One operation as a user finds it who has opened everything that can be added. */
type Shown = Omit<WorkflowNode, 'position'>;

function operationsOf({ name: type, properties }: INodeTypeDescription): Shown[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) => {
			const [resource] = (displayOptions?.show?.resource ?? []) as string[];
			return (options as INodePropertyOptions[]).map(({ value }) => {
				const chosen: INodeParameters = {
					...(resource === undefined ? {} : { resource }),
					operation: String(value),
				};
				return {
					name: Object.values(chosen).join('-'),
					type,
					typeVersion: 1,
					parameters: { ...chosen, ...openCollections(properties, chosen) },
				};
			});
		});
}

/** Every collection of an operation with all of its fields, as they are when they are added. */
function openCollections(properties: INodeProperties[], chosen: INodeParameters): INodeParameters {
	const shown = properties.filter(({ type, displayOptions }) => {
		const { show } = displayOptions ?? {};
		return (
			type === 'collection' &&
			Object.entries(chosen).every(([name, value]) => show?.[name]?.includes(value as string))
		);
	});
	return Object.fromEntries(
		shown.map(({ name, options = [] }) => {
			const fields = (options as INodeProperties[]).map((field) => [field.name, field.default]);
			return [name, Object.fromEntries(fields) as INodeParameters];
		}),
	);
}

/** The parameters of every operation of every node, for review. */
export const operations: Take = async ({ client, credential }, { page, shoot }) => {
	await page.setViewportSize(TALL);
	const types = (await client.nodeTypes()) as unknown as INodeTypeDescription[];
	const ours = types.filter(({ name }) => /^n8n-nodes-promptrails\.\w+(?<!Tool)$/.test(name));
	for (const type of ours) {
		const folder = type.displayName.replace(/^PromptRails /, '').toLowerCase();
		for (const shown of operationsOf(type)) {
			const node = { ...shown, credentials: { promptRailsApi: credential } };
			const { id } = await client.createWorkflow(chain(`${folder} ${node.name}`, [{}], [node]));
			await openPanel(page, id, node.name);
			await shoot(`${folder}/${node.name}`, PARAMETERS);
		}
	}
};
