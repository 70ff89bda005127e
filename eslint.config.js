/**
 * What ESLint reads: n8n's config, as eslint.config.mjs has it, for all that ships; for tests and tools, which use Node.js
 * itself and are not part of the package, the config of test/. A test compares the rules for what ships with n8n's.
 */
const NOT_SHIPPED = ['test/**', 'tools/**'];

module.exports = (async () => {
	const { default: ofN8n } = await import('./eslint.config.mjs');
	const { default: ofTests } = await import('./test/eslint.config.mjs');
	const places = [...NOT_SHIPPED, '*.js'];
	const isForAll = ({ files }) => files?.includes('**/*.ts');
	return [
		{ ignores: ['.n8n-host/'] },
		...ofN8n.map((entry) =>
			isForAll(entry) ? { ...entry, ignores: [...(entry.ignores ?? []), ...NOT_SHIPPED] } : entry,
		),
		...ofTests.map(({ files = ['**/*.ts', '**/*.js'], ...entry }) => ({
			...entry,
			// Patterns of an inner array must all match.
			files: places.flatMap((place) => files.map((pattern) => [place, pattern].flat())),
		})),
	];
})();
