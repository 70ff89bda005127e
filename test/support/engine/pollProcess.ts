/** A process that looks once: reads what n8n would have stored from stdin, and prints what came of the tick. */
import { text } from 'node:stream/consumers';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { PollNode } from './pollNode';

/** What another process of the cluster gets to know. */
export interface Tick {
	credential: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	/** The workflow's static data, as n8n stored it. */
	staticData: IDataObject;
}

/** What came of it, and what n8n would store. */
export interface Ticked {
	pid: number;
	items: IDataObject[] | null;
	staticData: IDataObject;
}

async function main(): Promise<void> {
	const { credential, parameters, staticData } = JSON.parse(await text(process.stdin)) as Tick;
	const node = await PollNode.create('promptRailsEventTrigger', credential, parameters, staticData);
	const items = await node.tick();
	const ticked: Ticked = { pid: process.pid, items, staticData: node.stored() };
	process.stdout.write(JSON.stringify(ticked));
}

void main();
