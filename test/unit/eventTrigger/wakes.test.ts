import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { wakeWaiting } from '../../../nodes/EventTrigger/wakes';

const KB = 1000;
const HOUR = 3_600_000;

/** A host that writes down its requests, and answers none. */
function busyHost(): { host: IPollFunctions; staticData: IDataObject; httpRequest: jest.Mock } {
	const staticData: IDataObject = {};
	const httpRequest = jest.fn();
	const host = {
		getWorkflowStaticData: () => staticData,
		getCredentials: async () => ({ apiKey: 'key', baseUrl: 'https://api.example.com' }),
		getNodeParameter: () => 'https://n8n.example.com/webhook-waiting/0',
		getNode: () => ({ name: 'Trigger' }),
		getInstanceId: () => 'a',
		logger: { debug: () => undefined },
		helpers: { httpRequest, httpRequestWithAuthentication: httpRequest },
	};
	return { host: host as unknown as IPollFunctions, staticData, httpRequest };
}

const decided = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `approval-${index}`,
		execution_id: `3f0c1f0e-9a55-4a36-8d3f-${String(index).padStart(12, '0')}`,
	}));

test('keeps at most 500 wakes for later, in 50 kB of what n8n stores', async () => {
	const { host, staticData, httpRequest } = busyHost();
	await wakeWaiting(host, decided(600), Date.now());
	expect(staticData.wakes).toHaveLength(500);
	expect(JSON.stringify(staticData).length).toBeLessThan(50 * KB);
	expect(httpRequest).not.toHaveBeenCalled();
});

test('stores nothing where nothing is to be woken', async () => {
	const { host, staticData } = busyHost();
	await wakeWaiting(host, [], Date.now());
	expect(staticData).toEqual({});
});

test('uses a part of a short time, too', async () => {
	const { host, httpRequest } = busyHost();
	await wakeWaiting(host, decided(1), Date.now() + 6000);
	expect(httpRequest).toHaveBeenCalledTimes(1);
});

test('gives up after an hour what there was no time for', async () => {
	const { host, staticData } = busyHost();
	const [row] = decided(1);
	staticData.wakes = [{ id: row.execution_id, tries: 0, dueAt: Date.now() - HOUR }];
	await wakeWaiting(host, [], Date.now());
	expect(staticData).toEqual({});
});

test('keeps for the next poll what is due while the credential cannot be read', async () => {
	const { host, staticData, httpRequest } = busyHost();
	const usual = host.getCredentials;
	host.getCredentials = () => Promise.reject(new Error('The credential was deleted'));
	const [row] = decided(1);
	await wakeWaiting(host, [row], Date.now() + 60_000);
	expect(staticData.wakes).toEqual([{ id: row.execution_id, tries: 0, dueAt: expect.any(Number) }]);
	expect(httpRequest).not.toHaveBeenCalled();

	host.getCredentials = usual;
	await wakeWaiting(host, [], Date.now() + 60_000);
	expect(httpRequest).toHaveBeenCalledTimes(1);
});

test('a new decision is not kept back by the failed call after an earlier one', async () => {
	const { host, staticData } = busyHost();
	const [row] = decided(1);
	staticData.wakes = [{ id: row.execution_id, tries: 5, dueAt: Date.now() + 900_000 }];
	await wakeWaiting(host, [row], Date.now());
	expect(staticData.wakes).toEqual([{ id: row.execution_id, tries: 0, dueAt: expect.any(Number) }]);
});
