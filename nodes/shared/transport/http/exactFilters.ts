import { canonicalStatus } from '../../execution/status';
import type { ApiRequest } from './apiRequest';
import type { ApiAnswer } from './envelope';
import { type Row } from '../../values';

/** The answer whose rows count only as far as they have what the request filters by; some servers ignore filters (docs/platform.md, P12). */
export function holdToFilters(answer: ApiAnswer, { query = {}, exactFilters = [] }: ApiRequest): ApiAnswer {
	const wanted = exactFilters
		.map((name) => [name, query[name]] as const)
		.filter(([, value]) => value !== undefined && value !== null && value !== '');
	if (wanted.length === 0) return answer;
	const { isListed = () => true } = answer;
	return {
		...answer,
		isListed: (row) => isListed(row) && wanted.every(([name, value]) => fits(row, name, value)),
	};
}

/** A row that lacks the field, or has more in it than one value, may well fit. */
function fits(row: Row, name: string, wanted: unknown): boolean {
	const value = row[name];
	if (!['string', 'number', 'boolean'].includes(typeof value)) return true;
	return spelled(name, value) === spelled(name, wanted);
}

function spelled(name: string, value: unknown): string {
	return name === 'status' ? canonicalStatus(value) : String(value).toLowerCase();
}
