// In a process of its own: requires all nodes of an unpacked package as n8n does, and prints what that took.
const path = require('node:path');
const [, , root, core] = process.argv;
const manifest = require(path.join(root, 'package.json'));

// As the package sees them: a copy beside this file would not be the one that the nodes get.
const hosts = (name) => require(require.resolve(name, { paths: [root] }));
hosts('n8n-workflow');
if (core) hosts('reflect-metadata');
const { PackageDirectoryLoader } = core ? hosts('n8n-core') : {};

const before = process.memoryUsage();
const startedAt = performance.now();
const load = async () => {
	if (core) return await new PackageDirectoryLoader(root).loadAll();
	for (const file of manifest.n8n.nodes) {
		const [name] = path.basename(file).split('.');
		new (require(path.join(root, file))[name])();
	}
};
load().then(() => {
	const ms = performance.now() - startedAt;
	console.log(JSON.stringify({ ms, mb: (process.memoryUsage().rss - before.rss) / 1e6 }));
	process.exit();
});
