import { signBody } from '../../../nodes/shared/webhook/signature';

// Made with: printf '%s' "$text" | openssl dgst -sha256 -hmac whsec_x
const BODY = '{"name":"Zoë"}';
const HEX = 'd92f8d41a4a04f07b74af4f27cce43cf14ee6209a654e139d4627b48c1e5aa7b';
const HEX_WITH_TIME = '8f0d6646049ae1b5b5965f77e5f0bf0754dd763eb92e98d023071aa59ff6abaa';

test('a body is signed over its UTF-8 bytes, in every form', () => {
	expect(signBody(BODY, 'whsec_x', 'hex')).toBe(HEX);
	expect(signBody(BODY, 'whsec_x', 'prefixedHex')).toBe(`sha256=${HEX}`);
	expect(signBody(BODY, 'whsec_x', 'base64')).toBe(Buffer.from(HEX, 'hex').toString('base64'));
});

test('the form with a timestamp signs the seconds, a dot and the body', () => {
	expect(signBody(BODY, 'whsec_x', 'timestamped', 1_767_225_600_999)).toBe(
		`t=1767225600,v1=${HEX_WITH_TIME}`,
	);
});
