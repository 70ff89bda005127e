import type { TriggerPanelDefinition } from 'n8n-workflow';

import { SIGNATURE_HEADER } from '../shared/webhook/signature';

/**
 * How to sign and send a call in a shell, with the webhook's URL in $URL and the secret in $SECRET. The time is signed, so
 * that calls with the same body are different calls.
 */
export const SHELL_LINES = [
	`BODY='{"question":"Where is my order?"}'; TIME=$(date +%s)`,
	`SIGNATURE=$(printf '%s.%s' "$TIME" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)`,
	`curl "$URL" -H 'Content-Type: application/json' -H "${SIGNATURE_HEADER}: t=$TIME,v1=$SIGNATURE" --data-binary "$BODY"`,
];

/** The values of n8n's nodes that sign and send a call. */
export const N8N_STEPS = [
	'Edit Fields: a text <code>time</code> with <code>{{ $now.toUnixInteger() }}</code>, and a text <code>body</code> with the JSON to send',
	'Crypto: Action Hmac, Type SHA256, Value <code>{{ $json.time }}.{{ $json.body }}</code>, the secret, Encoding HEX, Property Name <code>signature</code>',
	`HTTP Request: Method POST, Body Content Type Raw, Content Type <code>application/json</code>, Body <code>{{ $json.body }}</code>, and a header <code>${SIGNATURE_HEADER}</code> with <code>t={{ $json.time }},v1={{ $json.signature }}</code>`,
];

const list = (lines: string[]): string => `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;

/** The notice of the panel. n8n's notices show lists and links only; the documentation shows the code as such, too. */
export const SIGNING_NOTICE =
	'The caller signs each call with the secret. In a shell, with the URL in <code>$URL</code> and the secret in ' +
	`<code>$SECRET</code>:${list(SHELL_LINES.map((line) => `<code>${line}</code>`))}` +
	`In n8n, with three nodes:${list(N8N_STEPS)}`;

const whereTo =
	'<b>Agent Webhook</b>: send a signed call, for example from a shell with the URL in $URL and the secret in $SECRET:' +
	`<pre>${SHELL_LINES.join('\n')}</pre>or from n8n:${list(N8N_STEPS)}` +
	'<b>Platform Event</b>: the URL stands in PromptRails under Settings &gt; Notifications. Make the event happen, for ' +
	'example start a run that asks for approval.';

const whileBuilding =
	'<b>While building your workflow</b>, listen for a test event and call the test URL. The call shows up in this editor.' +
	`<br><br>${whereTo}<br><br>`;

/** What the editor says beside the panel, which cannot differ by parameter: so it names both ways. */
export const TRIGGER_PANEL: TriggerPanelDefinition = {
	header: 'Take a call from a system or from PromptRails',
	executionsHelp: {
		inactive: `${whileBuilding}<b>Once you are happy with your workflow</b>, publish it: then the production URL takes calls. Those executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
		active: `${whileBuilding}<b>The production URL takes calls</b>, since the workflow is published. Those executions show up in the <a data-key="executions">executions list</a>, but not in the editor.`,
	},
	activationHint: {
		inactive:
			'Publish the workflow to let the production URL take calls, from the caller (Agent Webhook) or from PromptRails (Platform Event).',
		active: 'The production URL takes calls, too. You will not see those executions here.',
	},
};

/** What n8n says when the workflow is published. */
export const ACTIVATION_MESSAGE =
	'The production URL now takes calls. Agent Webhook: give it to the caller, together with the secret. Platform Event: it has to stand in PromptRails under Settings > Notifications.';
