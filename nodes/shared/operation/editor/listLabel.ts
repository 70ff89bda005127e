import { shortened } from '../../transport/errors/quoted';
import { ownValue, isObject, type Row } from '../../values';

const LONGEST_PART = 60;

/** Fields whose values are words of PromptRails' own, such as `multi_agent`. */
const CODES = [
	'action',
	'category',
	'data_type',
	'kind',
	'memory_type',
	'provider',
	'scanner_type',
	'source',
	'state',
	'status',
	'type',
];

/** The type of an agent whose label is not its code in words; the panel and the lists call it the same. */
export const MULTI_AGENT = 'Multi-Agent';

/** What is not written as its code spells it, whole codes first. */
const SPELLINGS: Record<string, string> = {
	multi_agent: MULTI_AGENT,
	mssql: 'Microsoft SQL Server',
	api: 'API',
	bigquery: 'BigQuery',
	builtin: 'Built in',
	clickhouse: 'ClickHouse',
	datasource: 'Data source',
	deepseek: 'DeepSeek',
	gen: 'generation',
	img: 'image',
	llm: 'LLM',
	mcp: 'MCP',
	mysql: 'MySQL',
	openai: 'OpenAI',
	openrouter: 'OpenRouter',
	pii: 'PII',
	postgresql: 'PostgreSQL',
	stt: 'Speech to text',
	tts: 'Text to speech',
	whatsapp: 'WhatsApp',
	xai: 'xAI',
};

/** How a list shows a row: the first of its fields says most. @param fields names, with dots into inner objects */
export function listLabel(row: Row, fields: string[]): string {
	const parts = fields.map((field) => readable(field, valueAt(row, field)));
	// A version may be blank: its time, or else its ID, identifies it.
	const named = parts.some(Boolean) ? parts : [readable('created_at', row.created_at || row.id)];
	const marks = [row.is_current === true ? 'Current' : '', row.status === 'archived' ? 'Archived' : ''];
	const all = [...named, ...marks].filter(Boolean);
	return [...new Set(all)].join(' · ');
}

function valueAt(row: Row, path: string): unknown {
	return path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), row);
}

function readable(field: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	const text = shortened(String(value), LONGEST_PART);
	return CODES.includes(field.split('.').pop() ?? '') ? spelled(text) : withReadableTime(text);
}

/** `awaiting_approval` → `Awaiting approval`; what is no code stays as it is. */
function spelled(code: string): string {
	if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(code)) return code;
	const words =
		ownValue(SPELLINGS, code) ??
		code
			.split('_')
			.map((word) => ownValue(SPELLINGS, word) ?? word)
			.join(' ');
	return /^[a-z]+[A-Z]/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** `2026-07-27T09:30:00.123Z` → `2026-07-27 09:30 UTC` */
function withReadableTime(text: string): string {
	return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):[\d.]+Z$/, '$1 $2 UTC');
}
