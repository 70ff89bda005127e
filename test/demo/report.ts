import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function answerOf({ output, status, error }: IDataObject): string {
	return error === undefined ? `${asText(output)}  [${asText(status)}]` : `did not answer: ${asText(error)}`;
}

/**
 * Prints what an agent node answered, item by item.
 * @param asked the items that went into it
 * @param answers the items that came out, failed ones too
 */
export function printAnswers(asked: IDataObject[], answers: INodeExecutionData[]): void {
	for (const item of answers) {
		const index = typeof item.pairedItem === 'object' && 'item' in item.pairedItem ? item.pairedItem.item : 0;
		console.log(`\nItem ${index + 1}: ${asText(asked[index])}\n     -> ${answerOf(item.json)}`);
	}
}

/** Prints why a workflow ended early. */
export function printFailure({
	message,
	description,
}: {
	message: string;
	description?: string | null;
}): void {
	console.log(`The workflow ended with: ${[message, description].filter(Boolean).join(' - ')}`);
}
