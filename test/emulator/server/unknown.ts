import type { FastifyInstance, FastifyReply } from 'fastify';

import { rawPath } from './observe';

interface Route {
	method: string;
	matches: RegExp;
}

/** Notes every route added from now on, and answers what matches none of them the way a router does. */
export function answerUnknown(app: FastifyInstance): void {
	const routes: Route[] = [];
	app.addHook('onRoute', ({ method, url }) => {
		for (const one of [method].flat()) routes.push({ method: one, matches: expression(url) });
	});
	app.setNotFoundHandler((request, reply) => {
		const path = rawPath(request);
		const allowed = routes.filter(({ matches }) => matches.test(path)).map(({ method }) => method);
		if (allowed.length === 0) return sendUnknown(reply);
		return sendNotAllowed(reply, allowed);
	});
}

/** The answer of a router that has no such path. */
export function sendUnknown(reply: FastifyReply): FastifyReply {
	return plain(reply).code(404).send('404 page not found');
}

/** The answer of a router that has the path, but not with this method. */
export function sendNotAllowed(reply: FastifyReply, allowed: string[]): FastifyReply {
	return plain(reply).code(405).header('Allow', allowed.join(', ')).send('405 method not allowed');
}

// Plain text, unlike the JSON of a missing object.
function plain(reply: FastifyReply): FastifyReply {
	return reply.type('text/plain; charset=utf-8');
}

function expression(url: string): RegExp {
	return new RegExp(`^${url.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`);
}
