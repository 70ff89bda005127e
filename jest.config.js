/** One project a level: `npm test` runs unit and integration; the others have commands of their own. */
const level = (name, extra = {}) => ({
	displayName: name,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	// p-limit and its dependency are published as ES modules only.
	transformIgnorePatterns: [
		'/dist/',
		'/node_modules/(?!(p-limit|yocto-queue|eventsource-parser|@huggingface)/)',
	],
	modulePathIgnorePatterns: ['<rootDir>/.n8n-host/'],
	...extra,
});

module.exports = {
	// In ms. Machines are shared: a test that waits for the processor has not failed.
	testTimeout: 30_000,
	projects: [
		level('unit'),
		level('integration'),
		level('faults'),
		level('e2e', {
			globalSetup: '<rootDir>/test/support/n8n/globalSetup.ts',
			globalTeardown: '<rootDir>/test/support/n8n/globalTeardown.ts',
		}),
		level('queue'),
		level('matrix', { globalSetup: '<rootDir>/test/matrix/globalSetup.ts' }),
	],
};
