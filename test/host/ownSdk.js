/**
 * Loaded into n8n with --require: n8n looks for modules in all folders above its own, and an older n8n would find the AI node
 * SDK that this repository has installed for its tests. A user's n8n has the SDK among its own modules or not at all.
 */
const Module = require('node:module');
const { resolve, sep } = require('node:path');

const SDK = '@n8n/ai-node-sdk';
const [, n8n] = process.argv;
const resolveFilename = Module._resolveFilename;

// Threads of n8n load this as well, and have no script of their own.
if (n8n) {
	const host = resolve(n8n, '..', '..', '..', '..') + sep;
	Module._resolveFilename = function (request, ...rest) {
		const file = resolveFilename.call(this, request, ...rest);
		if (request !== SDK || file.startsWith(host)) return file;
		throw Object.assign(new Error(`Cannot find module '${SDK}'`), { code: 'MODULE_NOT_FOUND' });
	};
}
