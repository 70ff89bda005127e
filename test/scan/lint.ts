import { relative } from 'node:path';
import { ESLint, type Linter } from 'eslint';

export interface Finding {
	severity: 'error' | 'warning';
	/** `file:line:column`, the file relative to the scanned folder. */
	place: string;
	rule: string;
	message: string;
}

export interface Leg {
	name: string;
	folder: string;
	patterns: string[];
	/** Files that must have been linted: a scan that misses them proves nothing. */
	required: string[];
}

function toFinding(file: string, message: Linter.LintMessage): Finding {
	return {
		severity: message.severity === 2 ? 'error' : 'warning',
		place: `${file}:${message.line ?? 0}:${message.column ?? 0}`,
		rule: message.ruleId ?? 'parser',
		message: message.message,
	};
}

/** Lints one leg with the scanner's configuration; comments that disable rules do not count. */
export async function lintLeg(leg: Leg, config: Linter.Config[]): Promise<Finding[]> {
	const eslint = new ESLint({
		cwd: leg.folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: config,
	});
	const results = await eslint.lintFiles(leg.patterns);
	const linted = new Set(results.map((result) => relative(leg.folder, result.filePath)));
	const missed = leg.required.filter((file) => !linted.has(file));
	if (missed.length > 0) throw new Error(`The ${leg.name} scan did not look at ${missed.join(', ')}`);
	return results.flatMap((result) =>
		result.messages.map((message) => toFinding(relative(leg.folder, result.filePath), message)),
	);
}
