import type { Measure } from '../result';
import { overRounds } from '../statistics';
import { shown } from '../../support/table';

const WIDTH = 720;
const LABEL_WIDTH = 330;
const BAR_WIDTH = 280;
const ROW = 30;
const TOP = 34;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}.ours{fill:#2f6fdb}.peer{fill:#9aa4b2}
.spread{stroke:#24292f;stroke-width:1.5}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#6ea8fe}.peer{fill:#6e7681}.spread{stroke:#e6edf3}}`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Bars of the medians, with a line from the least to the most of the rounds; grey for peers. Readable on light and dark pages. */
export function chart({ name, unit, figures }: Measure, peers: string[]): string {
	const rows = figures.map(({ label, rounds }) => ({ label, ...overRounds(rounds) }));
	const most = Math.max(...rows.map((row) => row.most), Number.MIN_VALUE);
	const x = (value: number): number => LABEL_WIDTH + (Math.max(value, 0) / most) * BAR_WIDTH;
	const bars = rows.map(({ label, median, least, most: longest }, index) => {
		const y = TOP + index * ROW;
		const width = Math.max(x(median) - LABEL_WIDTH, 1).toFixed(1);
		return [
			`<text x="${LABEL_WIDTH - 8}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>`,
			`<rect class="${peers.includes(label) ? 'peer' : 'ours'}" x="${LABEL_WIDTH}" y="${y}" width="${width}" height="20" rx="2"/>`,
			`<line class="spread" x1="${x(least).toFixed(1)}" x2="${x(longest).toFixed(1)}" y1="${y + 10}" y2="${y + 10}"/>`,
			`<text x="${(x(longest) + 8).toFixed(1)}" y="${y + 15}">${shown(median)}</text>`,
		].join('');
	});
	const height = TOP + rows.length * ROW;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
		`<title>${escaped(`${name}, ${unit}`)}</title><style>${STYLE}</style>`,
		`<text class="title" x="8" y="18">${escaped(`${name}, ${unit}`)}</text>`,
		...bars,
		'</svg>\n',
	].join('\n');
}
