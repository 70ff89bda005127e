import type { Stage } from '../load/stage';

/** What was measured of one way of doing something: a figure a round. */
export interface Figure {
	label: string;
	rounds: number[];
}

/** Figures that are compared with one another. */
export interface Measure {
	name: string;
	unit: string;
	figures: Figure[];
}

/** A goal, and what came of it. */
export interface Target {
	what: string;
	value: number;
	unit: string;
	atMost?: number;
	atLeast?: number;
}

/** What a case measured. */
export interface Outcome {
	measures: Measure[];
	targets: Target[];
}

/** One case of the benchmark. */
export interface BenchCase {
	/** Such as `2`, or `2b` for one that goes with it. */
	number: string;
	title: string;
	/** What is measured and how, in Markdown. */
	about: string;
	/** Labels of what it is compared with. */
	peers: string[];
	run: (stage: Stage) => Promise<Outcome>;
}

/** The results of a run, as they are kept. */
export interface Results {
	n8n: string;
	node: string;
	processors: number;
	/** By the number of the case. */
	cases: Record<string, Outcome & { load: number }>;
}
