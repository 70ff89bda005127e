import type { Emulator, FaultRule } from '../../emulator';
import { checkAttempts, checkTold, checkWait } from './checks';
import { expectation } from './expectation';
import type { Fault } from './faults';
import type { Kind } from './kind';
import type { Network } from './network';

const CUT_STREAM = { cutAtByte: 400 };

/** One kind of request, befallen by one fault. */
export interface Cell {
	kind: Kind;
	fault: Fault;
	/** Whether every attempt is befallen, not the first alone. */
	lasts: boolean;
}

/** What was measured of a cell. */
export interface Measured {
	/** The name of the error; undefined when all went well. */
	type?: string;
	isUnknown: boolean;
	/** Whether the request was sent more than once. */
	isRepeated: boolean;
	/** How often the server did what must be done once at the most. */
	carriedOut: number;
	/** How often something arrived where nothing may. */
	strayed: number;
}

/** Runs a cell and checks everything about it. */
export async function checkCell(cell: Cell, emulator: Emulator, network: Network): Promise<Measured> {
	const { kind, fault, lasts } = cell;
	emulator.reset();
	emulator.settings.asyncRunMs = 1;
	emulator.settings.streamDeltaMs = 1;
	network.divert();
	const isSecure = fault.told === 'untrusted';
	const credential = { apiKey: emulator.apiKey, baseUrl: network.url(isSecure) };
	const { run, whenWell, whenFailed } = await kind.prepare({ emulator, credential });
	emulator.clearRequests();
	befall(cell, emulator, network);

	const startedAt = Date.now();
	const outcome = await run();
	const tookMs = Date.now() - startedAt;

	const seen = emulator.requests({ method: kind.method, path: kind.path }).filter(kind.isIts ?? (() => true));
	const attempts = seen.length + network.diverted;
	const carriedOut = kind.isIdempotent ? 0 : seen.filter(({ ownStatus = 500 }) => ownStatus < 400).length;
	const expected = expectation(kind, fault, lasts);
	checkTold(outcome, expected, fault, attempts);
	checkAttempts(expected, attempts);
	checkWait(kind, fault, { tookMs, isRepeated: attempts > 1 });
	expect(carriedOut).toBeLessThanOrEqual(1);

	const strayed = network.received.length;
	emulator.clearFaults();
	emulator.settings.stream = undefined;
	network.divert();
	await (outcome.error ? whenFailed(outcome) : whenWell(outcome));
	expect(strayed).toBe(0);
	return {
		type: outcome.error?.type as string | undefined,
		isUnknown: outcome.error?.outcomeUnknown === true,
		isRepeated: attempts > 1,
		carriedOut,
		strayed,
	};
}

function befall({ kind, fault, lasts }: Cell, emulator: Emulator, network: Network): void {
	const times = lasts ? Infinity : 1;
	const isRest = kind.answers === 'restOfRun';
	if (isRest) emulator.settings.stream = fault.stream?.midway ?? CUT_STREAM;
	if (fault.astray) network.divert({ to: fault.astray, skip: kind.connections ?? 0, times });
	else if (!isRest || !fault.stream) {
		const { method, path, passes: skip } = kind;
		emulator.fault({ ...ruleFor(kind, fault, network), method, path, skip, times });
	}
}

function ruleFor(kind: Kind, { rule, stream, isInBody }: Fault, network: Network): FaultRule {
	const whole = typeof rule === 'function' ? rule(network) : { ...rule };
	if (kind.answers && stream) return isInBody ? { stream: stream.early } : whole;
	// A server whose answers have no body answers with that of the fault.
	return kind.isBodiless && isInBody ? { ...whole, when: 'before' } : whole;
}
