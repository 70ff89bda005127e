import { readEvent } from '../../../nodes/WebhookTrigger/platformEvent';

const NAME = 'execution.awaiting_approval';
const ABOUT = { execution_id: 'exec-1', approval_id: 'appr-1' };

describe('an event is read', () => {
	const shapes = ['event', 'type', 'event_type'].flatMap((nameKey) =>
		['data', 'payload', null].map((dataKey) => [nameKey, dataKey] as const),
	);

	it.each(shapes)('with its name under %s and its data under %s', (nameKey, dataKey) => {
		const body = { [nameKey]: NAME, ...(dataKey ? { [dataKey]: ABOUT } : ABOUT) };
		expect(readEvent(body)).toEqual({ name: NAME, data: dataKey ? ABOUT : body });
	});

	it('without a name', () => {
		expect(readEvent(ABOUT)).toEqual({ name: '', data: ABOUT });
	});

	it('with a name that is not a text', () => {
		expect(readEvent({ event: { id: 1 }, type: NAME }).name).toBe(NAME);
	});
});
