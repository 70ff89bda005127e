import { sharedHost } from '../support/n8n/sharedHost';
import { agentWebhook, signed } from '../support/n8n/signedCalls';
import { Stage } from '../support/n8n/stage';
import { TriggerWorkflow } from '../support/n8n/triggerWorkflow';

// A second n8n starts, and starts again.
jest.setTimeout(180_000);

describe('PromptRails Webhook Trigger in an n8n that is killed and started again', () => {
	it('is there once, takes calls, and knows those from before', async () => {
		const stage = await Stage.open(sharedHost());
		const { emulator } = stage;
		try {
			const workflow = await TriggerWorkflow.create(
				stage.client,
				stage.credentials,
				agentWebhook(emulator.ids.agents.support),
			);
			const triggers = () => emulator.store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));
			await workflow.publish();
			const [published] = triggers();
			const before = signed();
			expect(await workflow.call(before)).toMatchObject({ status: 202 });
			await workflow.executions(1);

			await stage.kill();
			await stage.startAgain();

			expect(triggers().map(({ id }) => id)).toEqual([published?.id]);
			expect(await workflow.call(before)).toMatchObject({ status: 409 });
			expect(await workflow.call(signed())).toMatchObject({ status: 202 });
			await workflow.executions(2);
			const again = workflow.through(stage.client);
			await again.publish();
			expect(triggers().map(({ id }) => id)).toEqual([published?.id]);
			await again.unpublish();
			expect(triggers()).toEqual([]);
		} finally {
			await stage.close();
		}
	});
});
