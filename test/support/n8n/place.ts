/** Where a node is woken, as its run carries it. */
export interface Place {
	instance: string;
	execution: string;
	node: string;
	signature: string;
}

/**
 * The address that wakes a node.
 * @param base the address of n8n's webhooks
 */
export const addressOf = (base: string, { execution, node, signature }: Place): string =>
	`${base}/webhook-waiting/${execution}/${node}?signature=${signature}`;
