import { type SignatureForm, signBody } from '../../nodes/shared/webhook/signature';

/** What the user of a webhook trigger shares with the caller. */
export const SECRET = 'shared-with-the-caller';
export const HEADER = 'X-PromptRails-Signature';

/** A call of a webhook. */
export interface Call {
	body: string;
	headers: Record<string, string>;
}

/** A call with that signature. */
export const withSignature = (body: string, signature: string): Call => ({
	body,
	headers: { [HEADER]: signature, 'Content-Type': 'application/json' },
});

/** A call signed as an outside system would sign it. @param now epoch ms */
export const signedCall = (
	body: string,
	form: SignatureForm = 'hex',
	secret = SECRET,
	now = Date.now(),
): Call => withSignature(body, signBody(body, secret, form, now));

/** How a call is signed: what `signedCall` takes beside the body. */
export type Signing = Parameters<typeof signedCall> extends [string, ...infer Rest] ? Rest : never;
