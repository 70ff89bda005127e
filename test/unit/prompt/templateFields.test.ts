import { templateFields } from '../../../nodes/Prompt/templateFields';

const namesOf = (...texts: unknown[]): string[] => templateFields(texts).map(({ id }) => id);

test('the variables of a prompt are those that its texts read, once each, in their order', () => {
	expect(namesOf('You help {{company}}.', 'Answer {{ name }}: {{- question }} ({{ name }})')).toEqual([
		'company',
		'name',
		'question',
	]);
});

test.each([
	['filters', '{{ question | trim | upper }}', ['question']],
	['members', '{{ customer.name }} {{ customer["city"] }}', ['customer']],
	['conditions', '{% if premium %}a{% elif not trial %}b{% endif %}', ['premium', 'trial']],
])('%s do not hide the name of a variable', (_what, text, names) => {
	expect(namesOf(text)).toEqual(names);
});

test('what a template goes through is a list, and what it makes itself no variable', () => {
	const text =
		'{% set tone = "kind" %}{{ tone }}{% for key, order in orders %}{{ loop.index }} {{ key }} {{ order.id }}{% endfor %}';
	expect(templateFields([text])).toEqual([expect.objectContaining({ id: 'orders', type: 'array' })]);
});

test('functions, values and plain text are no variables', () => {
	expect(
		namesOf('{{ range(3) }} {{ "text" }} {{ 3 }} {% if true %}{ name }{% endif %}', null, undefined),
	).toEqual([]);
});
