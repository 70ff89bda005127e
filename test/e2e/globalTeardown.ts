import { running } from './support/running';

/** Ends the n8n that globalSetup started. */
export default async function globalTeardown(): Promise<void> {
	await running.host?.stop();
}
