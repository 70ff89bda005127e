import { Socket } from 'node:net';

interface Target {
	host?: string;
}

/** Notes where this process connects to. @returns the hosts, which fill as connections are made */
export function watchConnections(): Set<string> {
	const seen = new Set<string>();
	const { connect } = Socket.prototype;
	jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
		const [{ host } = {}] = args.flat() as Target[];
		seen.add(String(host));
		return connect.apply(this, args as Parameters<typeof connect>);
	} as typeof connect);
	return seen;
}
