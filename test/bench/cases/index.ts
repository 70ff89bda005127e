import type { BenchCase } from '../result';
import { batch } from './batch';
import { distantList } from './distantList';
import { eventTrigger } from './eventTrigger';
import { load } from './load';
import { longRuns } from './longRuns';
import { overhead } from './overhead';
import { rateLimit } from './rateLimit';
import { returnAll } from './returnAll';
import { sleepingGates } from './sleepingGates';
import { slowRateLimit } from './slowRateLimit';
import { streaming } from './streaming';

/** All cases, in the order of the document. */
export const cases: BenchCase[] = [
	batch,
	longRuns,
	rateLimit,
	slowRateLimit,
	overhead,
	returnAll,
	distantList,
	streaming,
	eventTrigger,
	load,
	sleepingGates,
];
