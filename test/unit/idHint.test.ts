import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { IdHint } from '../../nodes/shared/idHint';

const ID = '2NxK8vQd1cWmLr5TzYpBhGfJ3aE';

/** What n8n has stored between two executions. */
function hintsOver(stored: IDataObject): (key: string, agentId?: string) => IdHint {
	const host = { getWorkflowStaticData: () => stored } as unknown as IExecuteFunctions;
	return (key, agentId = 'support') => new IdHint(host, 'sessions', [agentId, key]);
}

test('a session is remembered for its agent and key alone', () => {
	const hints = hintsOver({});
	hints('visitor-1').remember(ID);
	expect(hints('visitor-1').id).toBe(ID);
	expect(hints('visitor-2').id).toBeUndefined();
	expect(hints('visitor-1', 'refund').id).toBeUndefined();
});

test('the last 200 keys are remembered, in at most 10 kB', () => {
	const stored: IDataObject = {};
	const hints = hintsOver(stored);
	for (let index = 0; index < 201; index += 1) hints(`visitor-${index}`).remember(ID);
	expect(hints('visitor-0').id).toBeUndefined();
	expect([1, 200].map((index) => hints(`visitor-${index}`).id)).toEqual([ID, ID]);
	expect(JSON.stringify(stored).length).toBeLessThanOrEqual(10_000);
});

test('what is remembered already is not written again, so that n8n need not store it', () => {
	const stored: IDataObject = {};
	const hints = hintsOver(stored);
	hints('visitor-1').remember(ID);
	const { sessions } = stored;
	hints('visitor-1').remember(ID);
	expect(stored.sessions).toBe(sessions);
});

test.each([{ sessions: 'none' }, { sessions: [ID] }, { sessions: null }])(
	'stored data of another shape counts as nothing: %j',
	(stored) => {
		const hints = hintsOver(stored as IDataObject);
		expect(hints('visitor-1').id).toBeUndefined();
		hints('visitor-1').remember(ID);
		expect(hints('visitor-1').id).toBe(ID);
	},
);
