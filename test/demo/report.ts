import type { IDataObject } from 'n8n-workflow';
import { errorOf, itemsOf, jsonOf, type Execution } from '../host';

function asText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function answerOf({ output, status, error }: IDataObject): string {
	return error === undefined ? `${asText(output)}  [${asText(status)}]` : `did not answer: ${asText(error)}`;
}

/** Prints what an agent node answered, item by item; returns how many items succeeded. */
export function printAnswers(execution: Execution, asker: string, agent: string): number {
	const failure = errorOf(execution);
	if (failure) {
		console.log(
			`The workflow ended with: ${[failure.message, failure.description].filter(Boolean).join(' - ')}`,
		);
		return 0;
	}
	const asked = jsonOf(execution, asker);
	const answers = itemsOf(execution, agent);
	for (const item of [...answers, ...itemsOf(execution, agent, 1)]) {
		const index = typeof item.pairedItem === 'object' && 'item' in item.pairedItem ? item.pairedItem.item : 0;
		console.log(`\nItem ${index + 1}: ${asText(asked[index])}\n     -> ${answerOf(item.json)}`);
	}
	return answers.length;
}
