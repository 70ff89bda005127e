import { useEmulator } from '../../support/engine/agentRun';
import { documented } from '../report';
import { requestsStuck, VirtualTime } from '../support/virtualTime';
import { checkCell } from './cell';
import { FAULTS } from './faults';
import { Network } from './network';
import { NODE_KINDS } from './nodeKinds';
import { type MeasuredCell, matrixSection } from './section';
import { TRIGGER_KINDS } from './triggerKinds';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: (ms: number) => mockTime.sleep(ms),
}));
jest.mock('../../../dist/nodes/shared/transport/http/deadlines', () => ({
	...jest.requireActual<object>('../../../dist/nodes/shared/transport/http/deadlines'),
	setDeadline: (ms: number, onPassed: () => void) => mockTime.setDeadline(ms, onPassed),
}));

const KINDS = [...NODE_KINDS, ...TRIGGER_KINDS];
const OFTEN: Array<[string, boolean]> = [
	['once', false],
	['always', true],
];

const emulator = useEmulator();
let network: Network;
const mockTime = new VirtualTime(() => requestsStuck(emulator.current));

beforeAll(async () => {
	network = await Network.create(Number(new URL(emulator.current.url).port));
	mockTime.install();
});
beforeEach(() => mockTime.rest());
afterAll(async () => {
	await network.close();
	mockTime.uninstall();
});

const cells: MeasuredCell[] = [];

describe.each(KINDS)('$name', (kind) => {
	describe.each(FAULTS)('with $name', (fault) => {
		test.each(OFTEN)(
			'%s',
			async (_often, lasts) => {
				const measured = await checkCell({ kind, fault, lasts }, emulator.current, network);
				cells.push({ kind, fault, lasts, ...measured });
			},
			60_000,
		);
	});
});

test('the document tells what was measured', () => {
	expect(cells).toHaveLength(KINDS.length * FAULTS.length * OFTEN.length);
	documented(matrixSection(FAULTS, KINDS, cells));
});
