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
