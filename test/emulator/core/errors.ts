/** What an error answer carries inside its envelope. */
export interface ErrorBody {
	code: string;
	message: string;
	details?: Record<string, unknown>;
}

const CODES: Record<number, string> = {
	400: 'bad_request',
	401: 'unauthorized',
	402: 'quota_exceeded',
	403: 'forbidden',
	404: 'not_found',
	409: 'conflict',
	413: 'payload_too_large',
	422: 'unprocessable',
	429: 'rate_limited',
	500: 'internal_error',
	502: 'bad_gateway',
	503: 'unavailable',
	504: 'gateway_timeout',
};

/** A refusal that the error handler turns into the vendor's error envelope. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly details?: Record<string, unknown>,
	) {
		super(message);
	}
}

/** The error envelope of a status, with or without details. */
export function errorEnvelope(
	status: number,
	message: string,
	details?: Record<string, unknown>,
): { error: ErrorBody } {
	return { error: { code: CODES[status] ?? 'error', message, ...(details && { details }) } };
}

/** A missing object. */
export function notFound(what: string): ApiError {
	return new ApiError(404, `${what} not found`);
}

/** A refused request that names the field at fault. */
export function badRequest(field: string, reason: string): ApiError {
	return new ApiError(400, `invalid request: ${field} ${reason}`, { field, errors: [{ field, reason }] });
}
