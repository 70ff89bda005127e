import type { FastifyInstance } from 'fastify';

import type { Clock } from './core/clock';
import type { Compile } from './core/validation';
import type { Runs } from './engine/runs';
import type { Store } from './store/store';
import type { OddityName } from './oddities';
import type { Generation, Settings } from './settings';

/** What every route works with. */
export interface Context {
	/** Fixed from the start, because the routes depend on it. */
	generation: Generation;
	store: Store;
	settings: Settings;
	clock: Clock;
	runs: Runs;
	compile: Compile;
	/** Address of the storage that signed URLs lead to. */
	storageUrl: string;
}

/** Whether the server is odd in this way right now. */
export function isOdd({ settings }: Pick<Context, 'settings'>, name: OddityName): boolean {
	return settings.oddities.has(name);
}

/** Something that adds routes to a server. */
export type Routes = (app: FastifyInstance, context: Context) => void;
