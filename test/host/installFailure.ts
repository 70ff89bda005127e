/** What stands in the log of an installation that failed, and what to do about it. */
const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
	[/ENOSPC|no space left/i, 'there is no room on the disk: n8n takes about 3 GB'],
	[
		/find Python|not found: make|g\+\+|no acceptable C|gyp ERR!/i,
		'sqlite3 could not be built: install Python 3, make and a C++ compiler',
	],
	[/ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ECONNRESET/, 'npm cannot reach its registry'],
	[/ENOMEM|out of memory|ended with null/i, 'there is not enough memory: npm needs about 4 GB for n8n'],
	[/EACCES|EPERM|EROFS/, 'this user may not write there'],
];

/** One line that says why n8n could not be installed or started. */
export function whyNot(error: unknown): string {
	const text = error instanceof Error ? error.message : String(error);
	const [, reason] = REASONS.find(([shape]) => shape.test(text)) ?? [];
	return reason ?? text.split('\n', 1)[0];
}
