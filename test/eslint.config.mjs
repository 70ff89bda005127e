import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import globals from 'globals';

export default tseslint.config(
	js.configs.recommended,
	tseslint.configs.recommended,
	{
		files: ['**/*.js'],
		languageOptions: { globals: globals.node, sourceType: 'commonjs' },
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
	{
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			// A name that leaves a key out of the rest is used.
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
		},
	},
);
