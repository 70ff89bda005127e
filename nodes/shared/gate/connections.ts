import type { IConnection, IExecuteFunctions, INode } from 'n8n-workflow';

import { ValidationError } from '../transport/errors/errors';
import { TIMED_OUT } from './types';

/** What n8n's execute context has beyond its published type. */
interface KnowsConnections {
	/** The connections into a node, one list for each of its inputs. */
	getConnections(destination: Pick<INode, 'name'>, type: 'main'): Array<IConnection[] | null>;
}

/**
 * Refuses a gate whose first output leads straight back to its input, as older versions needed it: deactivated, such a
 * gate keeps n8n busy for ever.
 * @param label the label of the first output
 * @throws ValidationError that says to remove the connection
 */
export function refuseLoop(host: IExecuteFunctions, label: string): void {
	const { name } = host.getNode();
	if (!outputsInto(host, name).includes(TIMED_OUT)) return;
	throw new ValidationError({
		message: `The ${label} output leads back to this node`,
		hint: 'The node waits without a loop. Remove the connection from that output to the input of the node.',
	});
}

/** Whether items that leave by the first output get lost: other outputs lead somewhere, it does not. */
export function losesTimedOut(host: IExecuteFunctions): boolean {
	if (!knowsConnections(host)) return false;
	const children = host.getChildNodes(host.getNode().name).map(({ name }) => name);
	const connected = children.flatMap((child) => outputsInto(host, child));
	return connected.length > 0 && !connected.includes(TIMED_OUT);
}

/** The outputs of this node that are connected to another one. */
function outputsInto(host: IExecuteFunctions, destination: string): number[] {
	if (!knowsConnections(host)) return [];
	const sources = host.getConnections({ name: destination }, 'main').flatMap((inputs) => inputs ?? []);
	const own = host.getNode().name;
	return sources.filter(({ node }) => node === own).map(({ index }) => index);
}

function knowsConnections(host: object): host is KnowsConnections {
	return typeof (host as Partial<KnowsConnections>).getConnections === 'function';
}
