/** True when a raw path fits a pattern: `*` is one segment, `**` is the rest. */
export function pathMatches(pattern: string | RegExp | undefined, path: string): boolean {
	if (pattern === undefined) return true;
	if (pattern instanceof RegExp)
		return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path);
	return new RegExp(`^${pattern.split('**').map(segments).join('.*')}$`).test(path);
}

/** True when the method is the wanted one or none is wanted. */
export function methodMatches(wanted: string | undefined, method: string): boolean {
	return wanted === undefined || wanted.toUpperCase() === method;
}

function segments(part: string): string {
	return part.split('*').map(escape).join('[^/]+');
}

function escape(text: string): string {
	return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
