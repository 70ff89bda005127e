import { startEmulator, type Emulator } from '../emulator';
import { supportAnswers } from './answers';

const DEFAULT_URL = 'https://api.promptrails.ai';

/** The PromptRails API that the demo talks to. */
export interface Server {
	url: string;
	apiKey: string;
	/** How it is called in the demo's output. */
	label: string;
	/** Set unless it is a real one. */
	emulator?: Emulator;
	close(): Promise<void>;
}

/** An agent, as far as the demo looks at it. */
export interface Agent {
	id: string;
	name: string;
	status?: string;
}

/** The server of PROMPTRAILS_API_KEY and PROMPTRAILS_API_URL, or else an emulator. */
export async function openServer(env: NodeJS.ProcessEnv): Promise<Server> {
	const { PROMPTRAILS_API_KEY: apiKey, PROMPTRAILS_API_URL: url = DEFAULT_URL } = env;
	if (apiKey) return { url, apiKey, label: `PromptRails at ${url}`, close: async () => undefined };
	const emulator = await startEmulator();
	emulator.settings.answer = supportAnswers;
	return {
		url: emulator.url,
		apiKey: emulator.apiKey,
		label: `the emulator at ${emulator.url}`,
		emulator,
		close: () => emulator.close(),
	};
}

async function get<T>(server: Server, path: string): Promise<T> {
	const base = server.url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
	const response = await fetch(`${base}/api/v1${path}`, { headers: { 'x-api-key': server.apiKey } });
	if (!response.ok) throw new Error(`${server.label} answered ${response.status} to GET ${path}`);
	return ((await response.json()) as { data: T }).data;
}

/** The first active agent of a server. */
export async function firstAgent(server: Server): Promise<Agent> {
	const agents = await get<Agent[]>(server, '/agents?limit=100');
	const first = agents.find(({ status }) => status === 'active');
	if (!first) throw new Error(`${server.label} has no active agent to run`);
	return first;
}
