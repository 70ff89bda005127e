import { operations as agent } from '../../../nodes/Agent/operations';
import { operations as prompt } from '../../../nodes/Prompt/operations';
import { rowsField } from '../../../nodes/shared/operation/model/rows';
import { bodyField } from '../../../nodes/shared/operation/model/fields';
import type { Field, NodeOperations } from '../../../nodes/shared/operation/model/types';
import { labelIn, withFieldLabels } from '../../../nodes/shared/operation/run/namedFields';
import { headlineOf } from '../../../nodes/shared/transport/errors/headline';
import type { PromptRailsError } from '../../../nodes/shared/transport/errors/errors';
import { ConflictError, ValidationError } from '../../../nodes/shared/transport/errors/errors';

const text = (displayName: string, name: string): Field =>
	bodyField({ displayName, name, type: 'string', default: '' });
const fields: Field[] = [
	text('Message', 'content'),
	text('Name', 'name'),
	bodyField(
		{ displayName: 'Max Tokens', name: 'maxTokens', type: 'number', default: 0 },
		'config.max_tokens',
	),
	bodyField({ displayName: 'Input JSON', name: 'input', type: 'json', default: '' }),
	rowsField({
		property: { displayName: 'Steps', name: 'steps' },
		rowName: 'Step',
		columns: [text('ID', 'id')],
	}),
];
const operationFields = (node: NodeOperations, resource: string | null, operation: string): Field[] =>
	node.resources.find(({ value }) => value === resource)!.operations.find(({ value }) => value === operation)!
		.fields;

describe('labelIn', () => {
	test.each([
		['content', 'Message'],
		['config.max_tokens', 'Max Tokens'],
		['max_tokens', 'Max Tokens'],
		['body.config.max_tokens', 'Max Tokens'],
		['steps[0].id', 'Steps › ID'],
		['steps.0.id', 'Steps › ID'],
		['input.question', 'Input JSON › question'],
		['input.name', 'Input JSON › name'],
		['body.input.items[2].name', 'Input JSON › items.name'],
		['workspace_id', undefined],
		['', undefined],
	])('finds %s', (path, label) => expect(labelIn(fields, path)).toBe(label));

	test.each([
		[agent, 'agent', 'execute', 'version_id', 'Version'],
		[agent, 'version', 'create', 'config.prompt_id', 'Prompt'],
		[prompt, 'prompt', 'run', 'input.name', 'Input JSON › name'],
	])('knows the fields of the operations', (node, resource, operation, path, label) => {
		expect(labelIn(operationFields(node, resource, operation), path)).toBe(label);
	});
});

describe('a refusal of a value', () => {
	const refusal = (serverText: string, details = {}, statusCode = 400) =>
		new ValidationError({
			message: 'PromptRails did not accept the values that were sent',
			hint: 'Correct the fields that are named here.',
			serverText,
			details,
			statusCode,
		});
	const headline = (error: PromptRailsError) =>
		headlineOf(withFieldLabels(error, (path) => labelIn(fields, path)) as PromptRailsError);

	test.each([
		['invalid request: max_tokens must be <= 4096', "The field 'Max Tokens' must be <= 4096"],
		['config.max_tokens must be positive', "The field 'Max Tokens' must be positive"],
		['invalid request: content is required', "The field 'Message' is required"],
		['"name" must not be empty', "The field 'Name' must not be empty"],
		['The value of `max_tokens` is too large', "The value of 'Max Tokens' is too large"],
		['input.name is required', "The field 'Input JSON › name' is required"],
		['steps[1].id is not unique', "The field 'Steps › ID' is not unique"],
		['the prompt has no content at all', 'The prompt has no content at all'],
		['workspace_id is not known here', 'workspace_id is not known here'],
	])('"%s" names the field by its label', (said, shown) => expect(headline(refusal(said))).toBe(shown));

	test.each([
		[{ field: 'max_tokens' }, "Validation failed: the field 'Max Tokens'"],
		[
			{ field: 'max_tokens', reason: 'must be positive' },
			"Validation failed: the field 'Max Tokens' must be positive",
		],
		[
			{
				errors: [
					{ field: 'name', message: 'is too long' },
					{ field: 'content', reason: 'is required' },
				],
			},
			"Validation failed: the field 'Name' is too long; the field 'Message' is required",
		],
		[{ errors: { name: ['is too long'] } }, "Validation failed: the field 'Name' is too long"],
		[{ max_tokens: 'must be positive' }, "Validation failed: the field 'Max Tokens' must be positive"],
	])('that names a field in its details alone says so: %j', (details, shown) => {
		expect(headline(refusal('validation failed', details, 422))).toBe(shown);
	});

	test('names no field twice', () => {
		const details = { field: 'name', errors: [{ field: 'name', reason: 'is required' }] };
		expect(headline(refusal('invalid request: name is required', details))).toBe(
			"The field 'Name' is required",
		);
	});

	test('takes no ID in its details for what is wrong with a field', () => {
		const error = refusal('the agent does not fit', { name: '2abc' });
		expect(withFieldLabels(error, (path) => labelIn(fields, path))).toBe(error);
	});

	test('keeps all else that the error says', () => {
		const error = refusal('content is required', { field: 'content' });
		const shown = withFieldLabels(error, (path) => labelIn(fields, path)) as ValidationError;
		expect(shown).toMatchObject({ type: 'ValidationError', statusCode: 400, details: { field: 'content' } });
		expect(shown.hint).toBe(error.hint);
	});

	test('is not made of other errors', () => {
		const error = new ConflictError({ message: 'x', serverText: 'content is required', statusCode: 409 });
		expect(withFieldLabels(error, () => 'Message')).toBe(error);
	});
});
