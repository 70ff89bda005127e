import type { BenchCase } from '../result';
import { batch } from './batch';
import { chatModel } from './chatModel';
import { distantList } from './distantList';
import { eventTrigger } from './eventTrigger';
import { floor } from './floor';
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
	floor,
	returnAll,
	distantList,
	streaming,
	chatModel,
	eventTrigger,
	load,
	sleepingGates,
];
