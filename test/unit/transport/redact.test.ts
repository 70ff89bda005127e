import fc from 'fast-check';

import {
	hideShapes,
	redactDeep,
	Redactor,
	Redactors,
	SHORTEST,
} from '../../../nodes/shared/transport/errors/redact';

describe('redaction', () => {
	const { text: redact } = new Redactor(['a secret']);

	test('hides a secret in a text', () => {
		expect(redact('before a secret after')).toBe('before [redacted] after');
	});

	test.each(['pr_key_abc123', 'pr_live_x-y_z', 'wht_token', 'Bearer abc.def'])(
		'hides %s by its shape',
		(secret) => {
			expect(hideShapes(`before ${secret} after`)).toBe('before [redacted] after');
		},
	);

	test('hides a secret wherever it stands in a value, names included', () => {
		const value = { 'a secret': ['of a secret', { inner: 'a secret', count: 1, none: null }] };
		expect(redactDeep(value, redact)).toEqual({
			'[redacted]': ['of [redacted]', { inner: '[redacted]', count: 1, none: null }],
		});
	});

	test('gives back a value without secrets as it is, without a copy', () => {
		const value = { rows: [{ name: 'open' }] };
		expect(redactDeep(value, redact)).toBe(value);
	});

	test('replaces what is nested too deeply, however deep it is', () => {
		const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
		const text = JSON.stringify(redactDeep(deep, redact));
		expect(text).toContain('nested too deeply');
	});

	test('leaves other text alone when no key is known', () => {
		expect(new Redactor(['']).text('nothing to hide')).toBe('nothing to hide');
	});
});

test.each([
	['beyond what keys look like', 'pr_key_a.b/c', 'pr_key_a.b/c'],
	['as JSON writes it', 'line 1\n"line 2"', String.raw`line 1\n\"line 2\"`],
	['as an address writes it', 'a/b?c', 'a%2Fb%3Fc'],
	['without the spaces around it', ' a secret\n', 'a secret'],
	['with another one for its start', 'a secret of two', 'a secret of two'],
])('a secret is hidden whole, %s', (_how, secret, written) => {
	const { text } = new Redactor(['a sec', secret], SHORTEST.inErrors);
	expect(text(`not with ${written}!`)).toBe('not with [redacted]!');
});

describe('a JSON text in which no secret can stand', () => {
	/** Characters that JSON, addresses or other programs write in several ways. */
	const characters = fc.constantFrom(...'ab1-_/"\\\n\t é😀\u2028\u0001');
	const words = fc.string({ unit: characters, maxLength: 12 });
	const everyCharacter = (text: string): string =>
		text.replace(/[^"\\[\]{}:,]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
	/** How programs write JSON: as JavaScript does; with their slashes escaped; with all of their texts in escapes. */
	const writers: Array<(value: unknown) => string> = [
		(value) => JSON.stringify(value),
		(value) => JSON.stringify(value).replaceAll('/', '\\/'),
		(value) =>
			JSON.stringify(value).replace(/"((?:[^"\\]|\\.)*)"/g, (text) =>
				text.includes('\\') ? text : everyCharacter(text),
			),
	];

	test('is told from those that have one, however they are written', () => {
		const secrets = fc.string({ unit: characters, minLength: SHORTEST.inAnswers, maxLength: 12 });
		const forms = fc.constantFrom<(secret: string) => string>(
			String,
			(secret) => JSON.stringify(secret),
			(secret) => encodeURIComponent(secret),
		);
		fc.assert(
			fc.property(
				secrets,
				forms,
				words,
				words,
				fc.constantFrom(...writers),
				(secret, form, before, after, write) => {
					const redactor = new Redactor([secret]);
					const value = { [before]: [{ text: `${before}${form(secret)}${after}` }] };
					fc.pre(redactDeep(value, redactor.text) !== value);
					expect(redactor.mayBeIn(write(value))).toBe(true);
				},
			),
			{ numRuns: 2000 },
		);
	});

	test('is known without a look at its value', () => {
		expect(new Redactor(['a secret']).mayBeIn(JSON.stringify({ text: 'a "word"\n' }))).toBe(false);
	});
});

test('the longest start of a secret at the end of a text is found', () => {
	const texts = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: SHORTEST.inAnswers, maxLength: 16 });
	fc.assert(
		fc.property(texts, texts, (secret, text) => {
			const lengths = Array.from(secret, (_one, length) => length).filter((length) =>
				text.endsWith(secret.slice(0, length)),
			);
			expect(new Redactor([secret]).startAtEnd(text)).toBe(Math.max(...lengths));
		}),
	);
});

test('items with the same secrets share a redactor, and others have their own', () => {
	const redactors = new Redactors();
	const first = redactors.of(['a secret', 'b']);
	expect(redactors.of(['a secret', 'b'])).toBe(first);
	expect(redactors.of(['a secret', 'b'], SHORTEST.inErrors)).not.toBe(first);
	expect(redactors.of(['another secret']).text('a secret and another secret')).toBe(
		'a secret and [redacted]',
	);
});
