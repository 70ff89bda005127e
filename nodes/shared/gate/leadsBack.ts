import type { IConnection, IExecuteFunctions, INode } from 'n8n-workflow';

/** What n8n's execute context has beyond its published type. */
interface KnowsConnections {
	/** The connections into a node, one list for each of its inputs. */
	getConnections(destination: INode, type: 'main'): Array<IConnection[] | null>;
}

/** Whether the first output of the node leads back to its own input, at once or by way of other nodes. */
export function leadsBack(host: IExecuteFunctions): boolean {
	const own = host.getNode();
	// Hosts that cannot tell get the benefit of the doubt.
	if (!knowsConnections(host)) return true;
	const sources = host.getConnections(own, 'main').flatMap((connections) => connections ?? []);
	const reached = host.getChildNodes(own.name).map(({ name }) => name);
	return sources.some(({ node, index }) => (node === own.name ? index === 0 : reached.includes(node)));
}

function knowsConnections(host: object): host is KnowsConnections {
	return typeof (host as Partial<KnowsConnections>).getConnections === 'function';
}
