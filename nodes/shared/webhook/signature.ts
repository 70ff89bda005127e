import type { INodePropertyOptions } from 'n8n-workflow';
import { createHmac } from 'node:crypto';

/** The header that carries a signature, unless it is set otherwise. */
export const SIGNATURE_HEADER = 'X-PromptRails-Signature';

/** How the signature of a hook's body is written; PromptRails does not say (docs/platform.md, P45). */
export type SignatureForm = 'hex' | 'prefixedHex' | 'base64' | 'timestamped';

/** The forms as users see them. */
export const SIGNATURE_FORMS: INodePropertyOptions[] = [
	{ name: 'Base64', value: 'base64' },
	{ name: 'Hex', value: 'hex' },
	{ name: 'Hex with Prefix', value: 'prefixedHex', description: 'As sha256=…' },
	{
		name: 'With Timestamp',
		value: 'timestamped',
		description:
			'As t=…,v1=…: the time goes into the signature, so that a recorded call cannot be replayed later',
	},
];

/**
 * Signs the text of a body by HMAC-SHA256.
 * @param body exactly what is sent
 * @param now epoch ms, for the form with a timestamp
 */
export function signBody(body: string, secret: string, form: SignatureForm, now = Date.now()): string {
	const digest = (text: string, encoding: 'hex' | 'base64') =>
		createHmac('sha256', secret).update(text, 'utf8').digest(encoding);
	switch (form) {
		case 'base64':
			return digest(body, 'base64');
		case 'prefixedHex':
			return `sha256=${digest(body, 'hex')}`;
		case 'timestamped': {
			const seconds = Math.floor(now / 1000);
			return `t=${seconds},v1=${digest(`${seconds}.${body}`, 'hex')}`;
		}
		case 'hex':
			return digest(body, 'hex');
	}
}
