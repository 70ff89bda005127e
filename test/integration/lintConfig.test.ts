import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const SHIPPED = [
	'package.json',
	'credentials/PromptRailsApi.credentials.ts',
	'nodes/Agent/PromptRailsAgent.node.ts',
	'nodes/shared/transport/client.ts',
];

/** The rules that ESLint applies to files, by one of our config files; in a process of its own, because it loads modules. */
function rulesBy(configFile: string): unknown {
	const script = `
		const { ESLint } = require('eslint');
		const eslint = new ESLint({ overrideConfigFile: ${JSON.stringify(configFile)} });
		Promise.all(${JSON.stringify(SHIPPED)}.map((file) => eslint.calculateConfigForFile(file)))
			.then((all) => console.log(JSON.stringify(all.map(({ rules }) => rules))));`;
	return JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' }));
}

test("what ships is linted by n8n's rules, all of them and no others", () => {
	const rules = rulesBy('eslint.config.js') as object[];
	expect(rules).toEqual(rulesBy('eslint.config.mjs'));
	expect(Object.keys(rules[1])).toContain('@n8n/community-nodes/no-restricted-imports');
}, 120_000);
