import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 27;

/** The id that a name always gets: 27 base-62 characters, like a KSUID. */
export function namedId(name: string): string {
	const digest = createHash('sha256').update(name).digest();
	return (
		'3' + Array.from(digest.subarray(0, LENGTH - 1), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
	);
}

/** Ids in a row: the same ones for every seeding, never an old one again afterwards. */
export class IdSequence {
	private seeded = 0;
	private made = 0;
	private seeding = false;

	next(): string {
		return namedId(this.label());
	}

	/** Hex digits, as span ids and the trace ids of prompt runs are. */
	hex(length: number): string {
		return createHash('sha256').update(this.label()).digest('hex').slice(0, length);
	}

	/** Runs the seeding with the ids that it always gets. */
	duringSeed<T>(work: () => T): T {
		this.seeded = 0;
		this.seeding = true;
		try {
			return work();
		} finally {
			this.seeding = false;
		}
	}

	private label(): string {
		return this.seeding ? `seed ${++this.seeded}` : `made ${++this.made}`;
	}
}
