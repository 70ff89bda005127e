/** Other spellings of a status, of one generation of the API or another (API notes 10.10, 10.11). */
const SPELLINGS: Record<string, string> = {
	waiting_approval: 'awaiting_approval',
	canceled: 'cancelled',
	denied: 'rejected',
};

/** The one spelling of a status by which statuses are compared. */
export function canonicalStatus(status: unknown): string {
	const text = String(status).toLowerCase();
	return SPELLINGS[text] ?? text;
}

/** Every spelling of a status under which a server may list rows. */
export function spellingsOf(status: string): string[] {
	const canonical = canonicalStatus(status);
	return [canonical, ...Object.keys(SPELLINGS).filter((other) => SPELLINGS[other] === canonical)];
}
