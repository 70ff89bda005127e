import { column, useEmulator } from './useEmulator';

const emulator = useEmulator();

const cases = [
	{
		kind: 'agents',
		owner: () => emulator.api.ids.agents.support,
		older: () => emulator.api.ids.agentVersions.support,
		body: { version: '2.0.0', config: { type: 'simple', prompt_id: 'p' } },
	},
	{
		kind: 'prompts',
		owner: () => emulator.api.ids.prompts.support,
		older: () => emulator.api.ids.promptVersions.support,
		body: { version: '2.0.0', user_prompt: 'Hi' },
	},
	{
		kind: 'data-sources',
		owner: () => emulator.api.ids.dataSources.customers,
		older: () => emulator.api.ids.dataSourceVersions.customers,
		body: { version: '2.0.0' },
	},
];

describe.each(cases)('versions of $kind', ({ kind, owner, older, body }) => {
	const path = () => `/api/v1/${kind}/${owner()}`;
	const currentVersions = async () => {
		const { body: list } = await emulator.call('GET', `${path()}/versions`);
		return (list.data as unknown as Array<{ id: string; is_current: boolean }>)
			.filter((one) => one.is_current)
			.map(({ id }) => id);
	};

	it('are current once promoted, and only one at a time', async () => {
		const reply = await emulator.call('PUT', `${path()}/versions/${older()}/promote`, {});
		expect(reply.body.data).toMatchObject({ id: older(), is_current: true });
		expect(await currentVersions()).toEqual([older()]);
		const { body: one } = await emulator.call('GET', path());
		expect(one.data.current_version.id).toBe(older());
	});

	it('are not current when made, unless asked', async () => {
		const [before] = await currentVersions();
		await emulator.call('POST', `${path()}/versions`, body);
		expect(await currentVersions()).toEqual([before]);
		const made = await emulator.call('POST', `${path()}/versions`, { ...body, set_current: true });
		expect(made.status).toBe(201);
		expect(await currentVersions()).toEqual([made.body.data.id]);
	});

	it('are only promoted below their owner', async () => {
		expect((await emulator.call('PUT', `${path()}/versions/nothing/promote`)).status).toBe(404);
		const other = emulator.api.store.promptVersions.all().find((one) => one.prompt_id !== owner());
		expect((await emulator.call('PUT', `${path()}/versions/${other?.id}/promote`)).status).toBe(404);
	});

	it('list newest first', async () => {
		await emulator.call('POST', `${path()}/versions`, body);
		expect(column(await emulator.call('GET', `${path()}/versions`), 'version')[0]).toBe('2.0.0');
	});
});

describe('current versions', () => {
	it('decide what an agent takes', async () => {
		const agent = `/api/v1/agents/${emulator.api.ids.agents.support}`;
		const input_schema = { type: 'object', required: ['city'], properties: { city: { type: 'string' } } };
		const config = { type: 'simple', prompt_id: 'p' };
		await emulator.call('POST', `${agent}/versions`, {
			version: '3',
			config,
			input_schema,
			set_current: true,
		});
		const reply = await emulator.call('POST', `${agent}/execute`, { input: {} });
		expect(reply.body.error.details.field).toBe('input.city');
	});

	it('are needed to run an agent', async () => {
		const { body } = await emulator.call('POST', '/api/v1/agents', { name: 'Bare', type: 'simple' });
		expect(body.data.current_version).toBeNull();
		const reply = await emulator.call('POST', `/api/v1/agents/${body.data.id}/execute`, { input: {} });
		expect(reply.status).toBe(400);
		expect(reply.body.error.message).toMatch('no current version');
	});

	it('come with the template that an agent is made from', async () => {
		const template_id = emulator.api.ids.templates.pipeline;
		const { body } = await emulator.call('POST', '/api/v1/agents', {
			name: 'Piped',
			type: 'workflow',
			template_id,
		});
		expect(body.data.current_version).toMatchObject({ is_current: true, config: { type: 'workflow' } });
	});
});
