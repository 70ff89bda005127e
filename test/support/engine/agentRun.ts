import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator';
import { byId } from '../../locator';
import { type NodeResult, type NodeRun, runNode } from './runNode';

type RunOptions = Partial<Omit<NodeRun, 'type' | 'parameters'>>;

/** One emulator for a test file, back at its seed before each test. */
export function useEmulator(options: EmulatorOptions = {}): {
	current: Emulator;
	credential: () => ICredentialDataDecryptedObject;
} {
	const holder = {} as { current: Emulator; credential: () => ICredentialDataDecryptedObject };
	holder.credential = () => ({ apiKey: holder.current.apiKey, baseUrl: holder.current.url });
	beforeAll(async () => {
		holder.current = await startEmulator(options);
	});
	beforeEach(() => holder.current.reset());
	afterAll(() => holder.current.close());
	return holder;
}

/** Runs an operation of the Agent node's agent resource against the emulator. */
export function agentRunner(emulator: ReturnType<typeof useEmulator>) {
	const run = (
		operation: string,
		parameters: INodeParameters,
		options: RunOptions = {},
	): Promise<NodeResult> =>
		runNode({
			type: 'promptRailsAgent',
			credential: emulator.credential(),
			parameters: { resource: 'agent', operation, ...parameters },
			...options,
		});
	return {
		run,
		/** Gets the seeded support agent. */
		get: (options: RunOptions & { parameters?: INodeParameters } = {}) => {
			const { parameters, ...rest } = options;
			return run('get', { agentId: byId(emulator.current.ids.agents.support), ...parameters }, rest);
		},
		/** Executes the seeded support agent once for each item, whose JSON is the input. */
		execute: (options: RunOptions & { parameters?: INodeParameters } = {}) => {
			const { parameters, ...rest } = options;
			return run(
				'execute',
				{
					agentId: byId(emulator.current.ids.agents.support),
					inputMode: 'json',
					input: '={{ $json }}',
					...parameters,
				},
				{ items: [{ name: 'Ada', question: 'Where is it?' }], ...rest },
			);
		},
	};
}
