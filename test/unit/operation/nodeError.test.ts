import { parseJsonField } from '../../../nodes/shared/operation/run/json';
import type { INode } from 'n8n-workflow';
import { errorJson, toNodeError } from '../../../nodes/shared/operation/run/nodeError';
import { ConflictError, type ErrorInfo, ServerError } from '../../../nodes/shared/transport/errors/errors';

function thrownBy(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}

const ARCHIVED = 'agent Retired Agent is archived and cannot be executed';

describe('the headline of an error', () => {
	const headline = (serverText: string, other: Partial<ErrorInfo> = {}) =>
		errorJson(new ConflictError({ message: 'Ours', serverText, statusCode: 409, ...other })).message;

	test("is PromptRails' own sentence where there is one", () => {
		expect(headline(ARCHIVED)).toBe('Agent Retired Agent is archived and cannot be executed');
	});

	test('begins with the name of a field as the field is written, without saying that it is a request', () => {
		expect(headline('invalid request: input.name is required.')).toBe('input.name is required');
	});

	test.each(['', 'conflict', 'Internal server error', 'an unexpected error occurred', 'invalid API key'])(
		"is ours where PromptRails says '%s', which the status says as well",
		(text) => {
			expect(headline(text)).toBe('Ours');
		},
	);

	test.each([
		['somebody else said it', { saidBy: 'The proxy' }],
		['the server only says that it has no such route', { routeMissing: true }],
		['it is an answer that leads elsewhere', { statusCode: 302 }],
	])('is ours where %s', (_when, other) => {
		expect(headline('this is a whole sentence', other)).toBe('Ours');
	});

	test('is cut where it is long, and without anything like a key', () => {
		const text = headline(`the key pr_key_abc cannot do ${'very '.repeat(100)}much`) as string;
		expect(text.length).toBeLessThanOrEqual(200);
		expect(text).toMatch(/^The key \[redacted\] cannot .*…$/);
	});
});

describe('the description of an error', () => {
	test('begins with the cause, goes on with what to do, and ends with the IDs', () => {
		const details = { execution_id: 'exec-1' };
		const error = new ConflictError({
			message: 'No',
			hint: 'Try again.',
			serverText: ARCHIVED,
			details,
			requestId: 'req-1',
			attempts: 2,
		});
		expect(errorJson(error).description).toBe(
			`A${ARCHIVED.slice(1)}. Try again. Tried 2 times. Execution ID: exec-1, Request ID: req-1`,
		);
	});

	test('names who said it where it was somebody else', () => {
		const error = new ServerError({ message: 'No', serverText: 'out of order', saidBy: 'The proxy' });
		expect(errorJson(error).description).toBe('No. The proxy says: out of order.');
	});

	test('has no ID where n8n streams it to the visitor of a chat; its owner finds them in the data', () => {
		const id = '6f1f6c3e-8a4b-4f6e-9f53-0a4d5b6c7d8e';
		const error = new ConflictError({
			message: 'No',
			serverText: `agent agt_${id} of 3UyHji905I6mtSs0mZcvQ5XWiXs is archived already`,
			hint: 'Try again.',
			details: { execution_id: 'exec-1' },
			requestId: 'req-1',
		});
		const { description, context } = toNodeError({ name: 'Node' } as INode, error, 0, true);
		expect(description).toBe('Agent … of … is archived already. Try again.');
		expect(context.data).toEqual({ 'Execution ID': 'exec-1', 'Request ID': 'req-1' });
	});

	test("does not put the user's own slip into the mouth of PromptRails", () => {
		const error = thrownBy(() => parseJsonField('{"a": nope}', 'Input'));
		expect(errorJson(error).description).toMatch(/Write an object/);
		expect(errorJson(error).description).not.toContain('PromptRails says');
	});
});
