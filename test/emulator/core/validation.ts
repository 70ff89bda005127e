import type { FastifySchemaValidationError } from 'fastify';

import { ApiError } from './errors';
import type { JsonSchema } from './schema';

/** What a compiled schema is: a check that keeps its last errors. */
export interface SchemaCheck {
	(value: unknown): unknown;
	errors?: FastifySchemaValidationError[] | null;
}

/** Turns a schema into a check. */
export type Compile = (schema: JsonSchema) => SchemaCheck;

interface FieldError {
	field: string;
	reason: string;
}

/** The 400 that says which fields are wrong; `prefix` is where the checked value sits. */
export function validationError(errors: FastifySchemaValidationError[], prefix = ''): ApiError {
	const found = errors.map((error) => fieldError(error, prefix));
	const [first] = found;
	return new ApiError(400, `invalid request: ${first.field} ${first.reason}`, {
		field: first.field,
		errors: found,
	});
}

/** Throws a 400 when a value does not fit a schema. */
export function assertFits(compile: Compile, schema: JsonSchema, value: unknown, prefix: string): void {
	const check = compile(schema);
	if (!check(value) && check.errors?.length) throw validationError(check.errors, prefix);
}

function fieldError(error: FastifySchemaValidationError, prefix: string): FieldError {
	const path = [prefix, ...error.instancePath.split('/')].filter(Boolean);
	const params = error.params;
	if (error.keyword === 'required') return named([...path, String(params.missingProperty)], 'is required');
	if (error.keyword === 'additionalProperties')
		return named([...path, String(params.additionalProperty)], 'is not a known field');
	if (error.keyword === 'enum') return named(path, `must be one of ${listed(params.allowedValues)}`);
	if (error.keyword === 'minLength') return named(path, 'must not be empty');
	return named(path, error.message ?? 'is not valid');
}

function named(path: string[], reason: string): FieldError {
	return { field: path.join('.') || 'body', reason };
}

function listed(values: unknown): string {
	return Array.isArray(values) ? values.join(', ') : String(values);
}
