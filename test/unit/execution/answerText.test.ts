import { answerOf, textOf } from '../../../nodes/shared/execution/answerText';
import { errorText } from '../../../nodes/shared/execution/result';

const deep = (levels: number): unknown =>
	JSON.parse(`${'{"output":'.repeat(levels)}"a"${'}'.repeat(levels)}`) as unknown;

test.each<[string, unknown, unknown, string]>([
	['a text', 'a', 'a', 'a'],
	['{content}', { content: 'a', type: 'text' }, 'a', 'a'],
	['{answer}', { answer: 'a' }, 'a', 'a'],
	['{output}', { output: 'a' }, 'a', 'a'],
	['{message}', { role: 'assistant', message: 'a' }, 'a', 'a'],
	['{text}', { text: 'a' }, 'a', 'a'],
	['{response}', { response: 'a' }, 'a', 'a'],
	['{content: {output}}', { content: { output: 'a' } }, 'a', 'a'],
	['{output: {content: {answer}}}', { output: { content: { answer: 'a' } } }, 'a', 'a'],
	['a text that is empty', { content: '' }, null, ''],
	['a text beside an empty one', { content: '', answer: 'a' }, { content: '', answer: 'a' }, 'a'],
	['a text beside facts', { answer: 'a', sources: [1] }, { answer: 'a', sources: [1] }, 'a'],
	['facts', { days: 3 }, { days: 3 }, '{"days":3}'],
	['facts that are nested', { output: { days: 3 } }, { output: { days: 3 } }, '{"output":{"days":3}}'],
	['a list', ['a'], ['a'], '["a"]'],
	['a number', 0, 0, '0'],
	['nothing', null, null, ''],
	['an empty object', {}, {}, ''],
	['a text ten objects deep', deep(10), 'a', 'a'],
])('%s is put out, and shown as a text, as it should', (_name, output, answer, text) => {
	expect(answerOf(output)).toEqual(answer);
	expect(textOf(output)).toBe(text);
});

test('an output that is nested without end is put out as it is', () => {
	const output = deep(1000);
	expect(answerOf(output)).toBe(output);
});

test.each<[unknown, string]>([
	['the model refused', 'the model refused'],
	['', ''],
	[null, ''],
	[undefined, ''],
	[500, '500'],
	[['a', { message: 'b' }], 'a; b'],
	[{ message: 'a', code: 1 }, 'a'],
	[{ code: 1 }, '{"code":1}'],
])('the error %j of a run is the text "%s"', (error, text) => {
	expect(errorText(error)).toBe(text);
});
