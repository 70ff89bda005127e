import type { JsonObject } from '../core/schema';

/** Fills `{{ name }}` placeholders; one without a value becomes empty. */
export function render(template: string, values: JsonObject): string {
	return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => shown(values[name]));
}

function shown(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' ? value : JSON.stringify(value);
}
