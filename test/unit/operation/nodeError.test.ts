import { parseJsonField } from '../../../nodes/shared/operation/run/json';
import { errorJson } from '../../../nodes/shared/operation/run/nodeError';
import { ServerError } from '../../../nodes/shared/transport/errors/errors';

function thrownBy(work: () => unknown): unknown {
	try {
		return work();
	} catch (error) {
		return error;
	}
}

describe('the description of an error', () => {
	test('quotes PromptRails where PromptRails said something', () => {
		const error = new ServerError({ message: 'No', hint: 'Try again.', serverText: 'out of order' });
		expect(errorJson(error).description).toBe('Try again. PromptRails says: out of order.');
	});

	test('names who said it where it was somebody else', () => {
		const error = new ServerError({ message: 'No', serverText: 'out of order', saidBy: 'The proxy' });
		expect(errorJson(error).description).toBe('The proxy says: out of order.');
	});

	test("does not put the user's own slip into the mouth of PromptRails", () => {
		const error = thrownBy(() => parseJsonField('{"a": nope}', 'Input'));
		expect(errorJson(error).description).toMatch(/^Unexpected token .*Write an object/);
		expect(errorJson(error).description).not.toContain('PromptRails says');
	});
});
