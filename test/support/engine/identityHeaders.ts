/** Headers by which proxies, identity providers and callers say who is calling, and headers that carry secrets. */
const NAMES = [
	'Authorization',
	'Proxy-Authorization',
	'Cookie',
	'Forwarded',
	'From',
	'X-Api-Key',
	'X-Amzn-Oidc-Data',
	'X-Amzn-Oidc-Identity',
	'X-Amzn-Oidc-Accesstoken',
	'X-Ms-Client-Principal',
	'X-Ms-Client-Principal-Name',
	'X-Ms-Token-Aad-Id-Token',
	'X-Goog-Iap-Jwt-Assertion',
	'X-Goog-Authenticated-User-Email',
	'Cf-Access-Jwt-Assertion',
	'Cf-Access-Authenticated-User-Email',
	'Cf-Connecting-Ip',
	'X-Auth-Request-Email',
	'X-Forwarded-For',
	'X-Forwarded-User',
	'X-Real-Ip',
	'X-Remote-User',
	'X-Password',
	'X-Session-Id',
	'X-Csrf',
	'X-Tailscale-User',
	'X-User',
	'X-Order',
	'X-PromptRails-Api-Key',
	'X-PromptRails-User',
	'X-PromptRails-Token',
	'X-PromptRails-Session',
	'Webhook-Signature',
	'Baggage',
	'Tracestate',
];

/** One header of each name, with a value that is found again wherever it comes out. */
export function identityHeaders(mark = 'somebody'): Record<string, string> {
	return Object.fromEntries(NAMES.map((name) => [name, `${mark}-${name.toLowerCase()}`]));
}
