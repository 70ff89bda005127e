import { CancelledError, delay } from '../../../nodes/shared/transport/http/timing';

test('a delay ends at once when the signal aborts', async () => {
	const controller = new AbortController();
	const waiting = delay(60_000, controller.signal);
	controller.abort();
	await expect(waiting).rejects.toBeInstanceOf(CancelledError);
});

test('a delay with an aborted signal does not wait', async () => {
	await expect(delay(60_000, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
});

test('a delay leaves no listener on the signal behind', async () => {
	const controller = new AbortController();
	const added = jest.spyOn(controller.signal, 'addEventListener');
	const removed = jest.spyOn(controller.signal, 'removeEventListener');
	await delay(1, controller.signal);
	expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
});

test('the word in the message is the one by which n8n knows a cancelled execution', () => {
	expect(new CancelledError().message).toContain('canceled');
});
