import type { Emulator } from '../../emulator';
import { poll } from '../../host';
import { orderOf } from './gateWorkflow';

const WITHIN_SECONDS = 240;

/** Waits until people are asked to approve an order: the run that asks exists a moment earlier. */
export async function approvalAbout({ store }: Emulator, order: string, timeoutSeconds = WITHIN_SECONDS) {
	const found = () => store.approvals.where((approval) => orderOf(approval) === order)[0];
	return await poll(() => Promise.resolve(found()), { what: `an approval of ${order}`, timeoutSeconds });
}
