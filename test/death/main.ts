/** Kills n8n again and again and looks at what became of its work: `npm run test:death -- --kills 30`. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { writeSections } from '../support/reliabilityDocument';
import { step } from '../host';
import { killAgainAndAgain } from './rounds';
import { Scene } from './scene';
import { breaches, deathSection, judge } from './verdict';

const { values } = parseArgs({
	options: {
		kills: { type: 'string', default: '30' },
		seed: { type: 'string', default: '1' },
		/** Whether to write the outcome into docs/reliability.md. */
		write: { type: 'boolean', default: false },
		/** Where to write how many promises were kept, as jest reports its tests. */
		outputFile: { type: 'string' },
	},
});

async function main(): Promise<boolean> {
	const [kills, seed] = [Number(values.kills), Number(values.seed)];
	const scene = await Scene.open();
	try {
		const met = await killAgainAndAgain(scene, kills, seed);
		await step('Waiting for what is left to end', () => scene.settled());
		await scene.looked(3);
		const verdict = await judge(scene, met);
		const section = deathSection(verdict, scene.version, seed);
		console.log(`\n${section.lines.join('\n')}\n`);
		const promises = Object.entries(breaches(verdict));
		const broken = promises.filter(([, cases]) => cases.length > 0);
		for (const [promise, cases] of broken) console.error(`Not so: ${promise}: ${cases.join(', ')}`);
		if (values.outputFile) {
			const numPassedTests = promises.length - broken.length;
			const counts = { numPassedTests, numFailedTests: broken.length, numRuntimeErrorTestSuites: 0 };
			writeFileSync(values.outputFile, JSON.stringify(counts));
		}
		if (values.write && broken.length === 0) writeSections([section]);
		return broken.length === 0;
	} finally {
		await scene.close();
	}
}

main()
	.then((passed) => process.exit(passed ? 0 : 1))
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
