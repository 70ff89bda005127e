import dns from 'node:dns';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Server as NetServer } from 'node:net';
import tls from 'node:tls';

import { type Certificate, makeCertificates, trust } from './certificates';

/** The name under which the nodes know the server; it leads where a test wants. */
const SERVER_NAME = 'promptrails.invalid';

/** Where a connection is led: to the server, or astray. Linux answers at all of 127.0.0.0/8. */
const PLACES = {
	server: '127.0.0.1',
	refused: '127.0.0.2',
	selfSigned: '127.0.0.3',
	wrongName: '127.0.0.4',
};

/** How connections fail. */
export type Astray = 'unknownName' | Exclude<keyof typeof PLACES, 'server'>;

/** From which connection on they fail, and how many of them. */
export interface Diversion {
	to: Astray;
	skip: number;
	times: number;
}

/** The network between the nodes and the server: its names, its TLS, and another origin that nobody should talk to. */
export class Network {
	/** What came to any place but the server: bytes after a bad handshake, requests after a redirect. */
	received: string[] = [];
	/** How many connections were led astray. */
	diverted = 0;
	private connections = 0;
	private diversion?: Diversion;

	private constructor(
		private readonly servers: NetServer[],
		private readonly plainPort: number,
		private readonly tlsPort: number,
		/** A server of somebody else. */
		readonly elsewhere: string,
		private readonly unknownName: NodeJS.ErrnoException,
	) {}

	/** @param port where the server listens on 127.0.0.1 */
	static async create(port: number): Promise<Network> {
		const certificates = makeCertificates(SERVER_NAME);
		trust(certificates.authority);
		const servers: NetServer[] = [];
		const received = (what: string): void => void network.received.push(what);
		const listen = async (server: NetServer, address: string, wanted = 0): Promise<number> => {
			servers.push(server);
			await new Promise<void>((resolve, reject) => {
				server.once('error', reject).listen(wanted, address, resolve);
			});
			return (server.address() as AddressInfo).port;
		};
		const tlsPort = await listen(front(certificates.good, port), PLACES.server);
		await listen(trap(certificates.selfSigned, received), PLACES.selfSigned, tlsPort);
		await listen(trap(certificates.wrongName, received), PLACES.wrongName, tlsPort);
		const otherPort = await listen(stranger(received), PLACES.server);
		const elsewhere = `http://127.0.0.1:${otherPort}`;
		const network = new Network(servers, port, tlsPort, elsewhere, await askForUnknownName());
		network.answerNames();
		return network;
	}

	/** The base URL of the server. */
	url(isSecure: boolean): string {
		return isSecure ? `https://${SERVER_NAME}:${this.tlsPort}` : `http://${SERVER_NAME}:${this.plainPort}`;
	}

	/** Leads connections astray from now on, or lets them all through. */
	divert(diversion?: Diversion): void {
		this.diversion = diversion;
		this.connections = 0;
		this.diverted = 0;
		this.received = [];
	}

	async close(): Promise<void> {
		await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
	}

	private answerNames(): void {
		const { lookup } = dns;
		const answer = (name: string, options: dns.LookupOptions, callback: Callback): void => {
			if (name !== SERVER_NAME) {
				(lookup as (...all: unknown[]) => void)(name, options, callback);
				return;
			}
			const place = this.nextPlace();
			if (place === 'unknownName') {
				const { message, code, errno, syscall } = this.unknownName;
				callback(Object.assign(new Error(message), { code, errno, syscall, hostname: SERVER_NAME }));
			} else if (options.all) callback(null, [{ address: PLACES[place], family: 4 }]);
			else callback(null, PLACES[place], 4);
		};
		jest.spyOn(dns, 'lookup').mockImplementation(answer as unknown as typeof dns.lookup);
	}

	private nextPlace(): Astray | 'server' {
		const { to, skip = Infinity, times = 0 } = this.diversion ?? {};
		this.connections += 1;
		if (!to || this.connections <= skip || this.diverted >= times) return 'server';
		this.diverted += 1;
		return to;
	}
}

type Callback = (
	error: NodeJS.ErrnoException | null,
	address?: string | dns.LookupAddress[],
	family?: number,
) => void;

/** How this system says that a name does not exist; asked once, for some take their time. */
async function askForUnknownName(): Promise<NodeJS.ErrnoException> {
	return await dns.promises.lookup(SERVER_NAME).then(
		() => {
			throw new Error(`This system knows the name ${SERVER_NAME}`);
		},
		(error: NodeJS.ErrnoException) => error,
	);
}

/** TLS before the server. */
function front(certificate: Certificate, port: number): NetServer {
	return tls.createServer(certificate, (socket) => {
		const inner = connect(port, PLACES.server);
		socket.on('error', () => inner.destroy()).pipe(inner);
		inner.on('error', () => socket.destroy()).pipe(socket);
	});
}

/** A server whose certificate nobody may accept. */
function trap(certificate: Certificate, received: (what: string) => void): NetServer {
	return tls.createServer(certificate, (socket) => {
		socket.on('error', () => socket.destroy());
		socket.on('data', (bytes) => received(bytes.toString('latin1')));
	});
}

function stranger(received: (what: string) => void): Server {
	return createHttpServer((request, response) => {
		received(JSON.stringify(request.headers));
		response.end('{}');
	});
}
