import { parseArgs } from 'node:util';

import { startEmulator, type Emulator, type Generation } from './index';
import { parseOddities } from './oddities';

const DEFAULT_PORT = 4010;
const SHOWN_AGENTS = 9;
const GENERATIONS: Generation[] = [1, 2];

/** Runs an emulator until it is told to stop. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			'api-key': { type: 'string' },
			latency: { type: 'string' },
			generation: { type: 'string', default: '1' },
			odd: { type: 'string' },
		},
	});
	const generation = GENERATIONS.find((one) => String(one) === values.generation);
	if (!generation) throw new Error('--generation takes 1 or 2');
	const emulator = await startEmulator({
		generation,
		port: Number(values.port ?? DEFAULT_PORT),
		apiKey: values['api-key'],
		latencyMs: Number(values.latency ?? 0),
		oddities: parseOddities(values.odd),
		log: true,
	});
	console.log(summary(emulator));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
}

function summary({ url, apiKey, generation, store }: Emulator): string {
	const agents = store.agents.all();
	const shown = agents
		.slice(0, SHOWN_AGENTS)
		.map(({ id, name, type, status }) => `  ${id}  ${name} (${type}, ${status})`);
	return [
		`PromptRails emulator of API generation ${generation} at ${url}`,
		`API key ${apiKey}`,
		'Agents:',
		...shown,
		`  and ${agents.length - shown.length} more`,
		`Control: ${url}/__emulator`,
	].join('\n');
}

void main();
