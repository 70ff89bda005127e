import type { IDataObject } from 'n8n-workflow';

import { byId } from '../locator';
import { SECRET, signed, TRIGGERS, useTriggerWorkflows } from '../support/engine/agentWebhook';

const fixture = useTriggerWorkflows();

describe('the life of an agent webhook', () => {
	it('publishing creates one trigger of the chosen agent, named after the workflow', async () => {
		const published = fixture.workflow();
		await published.publish();

		const [trigger, ...others] = fixture.triggers();
		expect(others).toEqual([]);
		expect(trigger).toMatchObject({
			agent_id: fixture.emulator.ids.agents.support,
			is_active: true,
			has_secret: true,
			name: expect.stringMatching(new RegExp(`^n8n: Orders \\(${published.id}\\)`)),
		});
		expect(published.state.registration).toMatchObject({
			triggerId: trigger?.id,
			agentId: fixture.emulator.ids.agents.support,
			token: trigger?.token,
			secret: trigger?.secret,
		});
	});

	it('publishing again creates no second one', async () => {
		const published = fixture.workflow();
		await published.publish();
		const [first] = fixture.triggers();
		await published.publish();
		await published.publish();
		expect(fixture.triggers().map(({ id }) => id)).toEqual([first?.id]);
	});

	it('deleted in PromptRails, it comes back with the next publish', async () => {
		const published = fixture.workflow();
		await published.publish();
		const [first] = fixture.triggers();
		fixture.emulator.store.webhookTriggers.delete(first?.id ?? '');
		await published.publish();
		expect(fixture.triggers()).toHaveLength(1);
		expect(fixture.triggers()[0]?.id).not.toBe(first?.id);
		expect(published.state.registration).toMatchObject({ triggerId: fixture.triggers()[0]?.id });
	});

	it('another agent replaces it', async () => {
		const published = fixture.workflow();
		await published.publish();
		await published.republish({ agentId: byId(fixture.emulator.ids.agents.refund) });
		expect(fixture.triggers().map(({ agent_id }) => agent_id)).toEqual([fixture.emulator.ids.agents.refund]);
	});

	it('another agent replaces it too where the host did not take the old version down', async () => {
		const published = fixture.workflow();
		await published.publish();
		published.parameters = {
			...published.parameters,
			agentId: byId(fixture.emulator.ids.agents.refund),
		};
		await published.publish();
		expect(fixture.triggers().map(({ agent_id }) => agent_id)).toEqual([fixture.emulator.ids.agents.refund]);
	});

	it('unpublishing removes it and nothing else', async () => {
		const before = fixture.emulator.store.webhookTriggers.where(() => true).map(({ id }) => id);
		const published = fixture.workflow();
		await published.publish();
		await published.unpublish();
		expect(fixture.emulator.store.webhookTriggers.where(() => true).map(({ id }) => id)).toEqual(before);
		expect(published.state).not.toHaveProperty('registration');
		await published.unpublish();
		expect(fixture.emulator.requests({ method: 'DELETE' })).toHaveLength(1);
	});

	it('unpublishing is content when it is gone already', async () => {
		const published = fixture.workflow();
		await published.publish();
		fixture.emulator.store.webhookTriggers.delete(fixture.triggers()[0]?.id ?? '');
		await published.unpublish();
		expect(published.state).not.toHaveProperty('registration');
	});

	it('a failure to delete is told, and the next unpublish tries again', async () => {
		const published = fixture.workflow();
		await published.publish();
		const stop = fixture.emulator.fault({ method: 'DELETE', status: 500, headers: { 'Retry-After': '900' } });
		await expect(published.unpublish()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(published.state).toHaveProperty('registration');
		stop();
		await published.unpublish();
		expect(fixture.triggers()).toEqual([]);
	});

	it('a failure to look is told and creates nothing', async () => {
		const published = fixture.workflow();
		await published.publish();
		fixture.emulator.fault({ method: 'GET', status: 500, headers: { 'Retry-After': '900' } });
		await expect(published.publish()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '500' });
		expect(fixture.triggers()).toHaveLength(1);
	});

	it('a creation whose answer got lost leaves nothing behind', async () => {
		const published = fixture.workflow();
		fixture.emulator.fault({ method: 'POST', path: TRIGGERS, when: 'after', reset: 'beforeHeaders' });
		await expect(published.publish()).rejects.toMatchObject({ name: 'NodeApiError' });
		expect(fixture.emulator.requests({ method: 'POST', path: TRIGGERS })).toHaveLength(1);
		expect(fixture.triggers()).toEqual([]);
		expect(published.state).not.toHaveProperty('registration');
	});

	it('an answer without a token is refused and cleaned up', async () => {
		const published = fixture.workflow();
		fixture.emulator.fault({ method: 'POST', path: TRIGGERS, status: 201, body: { data: { id: 'gone' } } });
		await expect(published.publish()).rejects.toMatchObject({ name: 'NodeOperationError' });
		expect(fixture.emulator.requests({ method: 'DELETE', path: `${TRIGGERS}/gone` })).toHaveLength(1);
	});

	it('an unknown agent is told in the words of the nodes', async () => {
		await expect(fixture.workflow({ agentId: byId('unknown') }).publish()).rejects.toMatchObject({
			name: 'NodeApiError',
			httpCode: '400',
		});
		await expect(fixture.workflow({ agentId: byId('') }).publish()).rejects.toThrow(
			"The field 'Agent' is empty",
		);
	});

	it('a copy of the workflow neither adopts nor deletes what the original created', async () => {
		const original = fixture.workflow();
		await original.publish();
		const copy = fixture.workflow();
		copy.stored = JSON.parse(JSON.stringify(original.stored)) as IDataObject;
		await copy.publish();
		expect(fixture.triggers()).toHaveLength(2);
		await copy.unpublish();
		expect(fixture.triggers().map(({ id }) => id)).toEqual([
			(original.state.registration as IDataObject).triggerId,
		]);
	});

	it('switched to platform events, nothing stays in PromptRails', async () => {
		const published = fixture.workflow();
		await published.publish();
		published.parameters = { ...published.parameters, triggerOn: 'platformEvent' };
		await published.publish();
		expect(fixture.triggers()).toEqual([]);
		await published.unpublish();
	});

	it('listening for a test leaves production alone and cleans up', async () => {
		const published = fixture.workflow();
		await published.publish();
		const before = JSON.stringify(published.stored);
		const [production] = fixture.triggers();
		await published.listen(async (call) => {
			expect(fixture.triggers()).toHaveLength(2);
			expect(fixture.triggers().filter(({ name }) => name.startsWith('n8n test: '))).toHaveLength(1);
			const { status, items } = await call(signed());
			expect({ status, count: items?.length }).toEqual({ status: 202, count: 1 });
		});
		expect(fixture.triggers().map(({ id }) => id)).toEqual([production?.id]);
		expect(JSON.stringify(published.stored)).toBe(before);
		expect(await published.call(signed())).toMatchObject({ status: 202 });
	});

	it('secrets do not show up in errors', async () => {
		const published = fixture.workflow();
		await published.publish();
		const { token, secret } = published.state.registration as Record<string, string>;
		fixture.emulator.fault({
			path: '/hooks/*',
			status: 400,
			body: { error: { message: `${token} ${secret}`, code: 'x' } },
		});
		const { items } = await published.call(signed());
		expect(JSON.stringify(items)).not.toMatch(new RegExp(`${token}|${secret}|${SECRET}`));
	});
});
