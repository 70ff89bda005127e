import type { BenchCase } from '../result';
import { batch } from './batch';
import { eventTrigger } from './eventTrigger';
import { load } from './load';
import { overhead } from './overhead';
import { rateLimit } from './rateLimit';
import { returnAll } from './returnAll';
import { sleepingGates } from './sleepingGates';
import { streaming } from './streaming';

/** All cases, in the order of the document. */
export const cases: BenchCase[] = [
	batch,
	rateLimit,
	overhead,
	returnAll,
	streaming,
	eventTrigger,
	load,
	sleepingGates,
];
