import type { Fault } from './faults';
import type { Kind } from './kind';
import { TOLD, type Told } from './told';

/** How often a request is tried that fails otherwise than by being refused for now. */
const MOST_ATTEMPTS = 4;

/** What must come of a fault that befalls a kind of request. */
export interface Expectation {
	/** What is told; undefined when all goes well. */
	told?: Told;
	/** How often the request is tried; `many` where only the budget limits it, undefined where that is another matter. */
	attempts?: number | 'many';
	/** Whether the error says that the outcome is unknown. */
	isUnknown: boolean;
}

const WELL: Expectation = { attempts: 1, isUnknown: false };

/** The rules of the matrix. @param lasts whether the fault befalls every attempt, not the first alone */
export function expectation(kind: Kind, fault: Fault, lasts: boolean): Expectation {
	if (kind.answers === 'restOfRun') return restOfRun(kind, fault, lasts);
	const isOfStream = kind.answers !== undefined && isBodyOfStream(fault);
	if (isOfStream) return kind.answers === 'stream' ? beginOfStream(fault) : WELL;
	const whole = request(kind, fault, lasts);
	if (kind.answers !== 'streamOfRun') return whole;
	// The run has begun: its result is read another way, unless the server is out of reach for good.
	return fault.astray && lasts
		? { told: TOLD.runLost, isUnknown: true }
		: { attempts: whole.attempts, isUnknown: false };
}

/** A fault of one request with one answer. */
function request(kind: Kind, fault: Fault, lasts: boolean): Expectation {
	const told: Told = TOLD[fault.told];
	if (isFine(kind, fault)) return WELL;
	const hasTime = !fault.waitsTooLong && !(told.isSlow && kind.timeoutMs >= kind.budgetMs);
	const repeats = told.isTransient === true && (kind.isIdempotent || !told.isOpen) && hasTime;
	if (!lasts && repeats) return { attempts: 2, isUnknown: false };
	return {
		told,
		attempts: repeats ? attempts(kind, told) : 1,
		isUnknown: told.isOpen === true && !kind.isIdempotent,
	};
}

function isFine(kind: Kind, fault: Fault): boolean {
	return (
		fault.told === 'fine' ||
		(fault.told === 'empty' && kind.mayBeEmpty === true) ||
		(fault.told === 'missing' && kind.missingIsFine === true) ||
		(fault.told === 'routeMissing' && kind.hasOtherRoute === true)
	);
}

/** As many attempts as begin within the budget. */
function attempts({ timeoutMs, budgetMs }: Kind, { isRefusal, isSlow }: Told): number | 'many' {
	if (isRefusal) return 'many';
	if (isSlow) return Math.ceil(budgetMs / timeoutMs);
	return MOST_ATTEMPTS;
}

/** Whether the stream was opened and what comes then is at fault. */
function isBodyOfStream(fault: Fault): boolean {
	return fault.stream !== undefined || ['unreadable', 'tooLarge', 'tooDeep'].includes(fault.told);
}

/** A stream that started a run and goes wrong before it says which one. */
function beginOfStream(fault: Fault): Expectation {
	const isHarmless = fault.told === 'fine' || fault.stream?.early.writes !== undefined;
	return isHarmless ? WELL : { told: TOLD.streamBroken, isUnknown: true };
}

/** A stream that broke off half-way; a fault that is none of the stream befalls the reading of what is left. */
function restOfRun(kind: Kind, fault: Fault, lasts: boolean): Expectation {
	const told: Told = TOLD[fault.told];
	const maySucceedLater = told.isTransient || ['ServerError', 'ConnectionError'].includes(told.type ?? '');
	if (fault.stream || isFine(kind, fault) || (maySucceedLater && !lasts)) return { isUnknown: false };
	return maySucceedLater ? { told: TOLD.runLost, isUnknown: true } : { told, attempts: 1, isUnknown: true };
}
