import type { Measures } from '../measure/result';
import type { TestFigures } from '../support/figures';
import { growthSection } from './growth';
import { figuresSection } from './figures';
import { promiseSection, ranSection } from './ran';
import { sizingSection } from './sizing';

/** docs/scaling.md, from what the tests saw and what was measured. */
export function scaling(tests: TestFigures, measures: Measures): string {
	const { n8n, processors, load } = measures;
	const head = `# Scaling

Written by \`npm run test:queue -- --write\`: the packed package in n8n ${n8n} in queue mode, with one main process, two
workers, one process for webhooks, PostgreSQL and Redis, and an emulator of the PromptRails API, all on one machine with
${processors} processors, whose load was ${load.toFixed(1)} when measuring began. Every figure below was measured there or is calculated from
such figures, and says which; other machines have others. \`npm run test:queue\` runs the tests alone, and
\`npm run test:queue -- --short\` fewer of everything.
`;
	const sections = [
		ranSection(tests),
		promiseSection(tests),
		figuresSection(measures),
		sizingSection(measures),
		growthSection(measures),
	];
	return [head, ...sections].join('\n');
}
