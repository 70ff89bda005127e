import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

/** A certificate with its key, in PEM. */
export interface Certificate {
	cert: string;
	key: string;
}

/** The certificates that a server may show. */
export interface Certificates {
	/** Of an authority of our own; nobody trusts it unless `trust` says so. */
	authority: string;
	/** Signed by it, for the name of the server. */
	good: Certificate;
	/** Signed by it, for another name. */
	wrongName: Certificate;
	/** For the name of the server, signed by nobody else. */
	selfSigned: Certificate;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes them with openssl, for this run alone. */
export function makeCertificates(serverName: string): Certificates {
	const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
	const openssl = (...parameters: string[]): void => {
		execFileSync('openssl', parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
	};
	const read = (name: string): Certificate => ({
		cert: readFileSync(join(folder, `${name}.crt`), 'utf8'),
		key: readFileSync(join(folder, `${name}.key`), 'utf8'),
	});
	const selfSign = (name: string, subject: string, ...extensions: string[]): void => {
		const files = ['-keyout', `${name}.key`, '-out', `${name}.crt`];
		const added = extensions.flatMap((extension) => ['-addext', extension]);
		openssl('req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', `/CN=${subject}`, ...added);
	};
	const sign = (name: string, subject: string): void => {
		openssl(
			'req',
			'-new',
			...NEW_KEY,
			'-keyout',
			`${name}.key`,
			'-out',
			`${name}.csr`,
			'-subj',
			`/CN=${subject}`,
		);
		writeFileSync(join(folder, `${name}.ext`), `subjectAltName=DNS:${subject}`);
		const issuer = ['-CA', 'authority.crt', '-CAkey', 'authority.key', '-CAcreateserial'];
		const files = ['-in', `${name}.csr`, '-extfile', `${name}.ext`, '-out', `${name}.crt`];
		openssl('x509', '-req', ...files, ...issuer, '-days', '2');
	};
	try {
		selfSign('authority', 'Test Authority');
		selfSign('selfSigned', serverName, `subjectAltName=DNS:${serverName}`);
		sign('good', serverName);
		sign('wrongName', `other.${serverName}`);
		return {
			authority: read('authority').cert,
			good: read('good'),
			wrongName: read('wrongName'),
			selfSigned: read('selfSigned'),
		};
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Makes this process trust an authority beside those that it knows. NODE_EXTRA_CA_CERTS is read before any test runs, and
 * n8n's HTTP client takes no authorities, so that it is added to each context that Node.js makes.
 */
export function trust(authority: string): void {
	const { createSecureContext } = tls;
	jest.spyOn(tls, 'createSecureContext').mockImplementation((options) => {
		const made = createSecureContext(options);
		(made.context as { addCACert(certificate: string): void }).addCACert(authority);
		return made;
	});
}
