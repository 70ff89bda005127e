import { preciseNow } from '../../emulator/core/clock';

/** One line of n8n's response stream, and when it arrived (epoch ms). */
export interface StreamLine {
	at: number;
	type: string;
	content?: string;
	metadata?: { nodeName: string; itemIndex: number; timestamp: number };
}

/** Reads n8n's response stream, one JSON a line, until it ends. */
export async function readLines(
	response: Response,
	onLine: (line: StreamLine) => void = () => {},
): Promise<StreamLine[]> {
	const lines: StreamLine[] = [];
	const decoder = new TextDecoder();
	let rest = '';
	for await (const bytes of response.body ?? []) {
		const at = preciseNow();
		const whole = (rest + decoder.decode(bytes, { stream: true })).split('\n');
		rest = whole.pop() ?? '';
		for (const text of whole) {
			const line = { ...(JSON.parse(text) as Omit<StreamLine, 'at'>), at };
			lines.push(line);
			onLine(line);
		}
	}
	if (rest !== '') throw new Error(`The stream broke off in the middle of a line: ${rest}`);
	return lines;
}

/** What a stream says of one item. Lines of other types, such as `keepalive`, mean nothing. */
export function ofItem(lines: StreamLine[], itemIndex = 0) {
	const known = ['begin', 'item', 'end', 'error'];
	const own = lines.filter(({ type, metadata }) => known.includes(type) && metadata?.itemIndex === itemIndex);
	const deltas = own.filter(({ type }) => type === 'item');
	return {
		types: own.map(({ type }) => type),
		deltas,
		text: deltas.map(({ content }) => content ?? '').join(''),
		errors: own.filter(({ type }) => type === 'error').map(({ content }) => content),
		nodes: [...new Set(own.map(({ metadata }) => metadata?.nodeName))],
	};
}
