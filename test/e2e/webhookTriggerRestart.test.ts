import { startEmulator } from '../emulator';
import { N8nClient, newOwner, startHost } from '../host';
import { refuseSecretsOnHost } from '../secrets/remains';
import { credentialData, CREDENTIAL_TYPE } from '../support/n8n/fixture';
import { sharedHost } from '../support/n8n/sharedHost';
import { agentWebhook, signed } from '../support/n8n/signedCalls';
import { TriggerWorkflow } from '../support/n8n/triggerWorkflow';

// A second n8n starts, and starts again.
jest.setTimeout(180_000);

describe('PromptRails Webhook Trigger in an n8n that is killed and started again', () => {
	it('is there once, takes calls, and knows those from before', async () => {
		const { tarball, version } = sharedHost();
		const emulator = await startEmulator();
		let host = await startHost({ tarball, version });
		try {
			const client = new N8nClient(host.url);
			const owner = newOwner();
			await client.setUpOwner(owner);
			const { apiKey, url: baseUrl } = emulator;
			const credential = await client.createCredential(credentialData({ apiKey, baseUrl }));
			const workflow = await TriggerWorkflow.create(
				client,
				{ [CREDENTIAL_TYPE]: credential },
				agentWebhook(emulator.ids.agents.support),
			);
			const triggers = () => emulator.store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));
			await workflow.publish();
			const [published] = triggers();
			const before = signed();
			expect(await workflow.call(before)).toMatchObject({ status: 202 });
			await workflow.executions(1);

			await host.kill();
			host = await startHost({ tarball, version, userFolder: host.userFolder, port: host.port });

			expect(triggers().map(({ id }) => id)).toEqual([published?.id]);
			expect(await workflow.call(before)).toMatchObject({ status: 409 });
			expect(await workflow.call(signed())).toMatchObject({ status: 202 });
			await workflow.executions(2);
			const after = new N8nClient(host.url);
			await after.login(owner);
			const again = workflow.through(after);
			await again.publish();
			expect(triggers().map(({ id }) => id)).toEqual([published?.id]);
			await again.unpublish();
			expect(triggers()).toEqual([]);
			await refuseSecretsOnHost(host);
		} finally {
			await host.stop();
			await emulator.close();
		}
	});
});
