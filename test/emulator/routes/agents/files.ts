import { type Context, isOdd, type Routes } from '../../context';
import { data } from '../../core/envelope';
import { fields, filled, intText, oneOf, text } from '../../core/schema';
import { without } from '../../core/without';
import { FileTree, type Writing } from '../../engine/fileTree';
import type { AgentFile } from '../../store/fileRows';
import { find } from '../crud';

const BASE = '/agents/:id/vfs';
const DEFAULT_LIMIT = 100;
const flag = oneOf('true', 'false');

interface OfAgent {
	Params: { id: string };
}
interface Query {
	path?: string;
	recursive?: 'true' | 'false';
	offset?: string;
	limit?: string;
	line_offset?: string;
	line_limit?: string;
	q?: string;
	pattern?: string;
}
type Transfer = { from: string; to: string };

/** The files of agents, which the second generation has in place of memories. */
export const files: Routes = (app, context) => {
	const treeOf = ({ params }: { params: { id: string } }) => treeOfAgent(context, params.id);
	const get = (path: string, querystring: object, answer: (tree: FileTree, query: Query) => object) =>
		app.get<OfAgent & { Querystring: Query }>(BASE + path, { schema: { querystring } }, (request) =>
			data(answer(treeOf(request), request.query)),
		);

	get(
		'',
		fields({ path: text, recursive: flag, offset: intText, limit: intText }),
		(tree, { path = '/', recursive, ...page }) => {
			const found = tree.within(path, recursive === 'true');
			const from = Number(page.offset ?? 0);
			const asked = found.slice(from, from + Number(page.limit ?? DEFAULT_LIMIT));
			const items = (isOdd(context, 'wholeFileList') ? found : asked).map(shown);
			return { path, items, total: found.length };
		},
	);
	get('/file', fields({ path: filled, line_offset: intText, line_limit: intText }, 'path'), readLines);
	get('/stat', fields({ path: filled }, 'path'), (tree, { path }) => shown(tree.at(path!)));
	get('/grep', fields({ q: filled, path: text, limit: intText }, 'q'), (tree, { q, path, limit }) => {
		const matches = tree.within(path).flatMap((file) => linesWith(file, q!));
		return { query: q, matches: matches.slice(0, Number(limit ?? DEFAULT_LIMIT)) };
	});
	get(
		'/glob',
		fields({ pattern: filled, path: text, limit: intText }, 'pattern'),
		(tree, { pattern, path, limit }) => {
			const fits = globExpression(pattern!);
			const items = tree.within(path).filter((file) => fits.test(file.path) || fits.test(file.name));
			return { pattern, items: items.slice(0, Number(limit ?? DEFAULT_LIMIT)).map(shown) };
		},
	);
	get('/usage', fields({}), (tree) => ({ bytes_used: tree.bytesUsed() }));

	app.put<OfAgent & { Body: Writing }>(
		`${BASE}/file`,
		{
			schema: {
				body: fields(
					{ path: filled, content: text, mode: oneOf('overwrite', 'append'), mime_type: filled },
					'path',
					'content',
				),
			},
		},
		(request) => data(shown(treeOf(request).write(request.body))),
	);
	app.post<OfAgent & { Body: { path: string } }>(
		`${BASE}/mkdir`,
		{ schema: { body: fields({ path: filled }, 'path') } },
		(request) => data(shown(treeOf(request).makeFolder(request.body.path))),
	);
	for (const [verb, moves] of [
		['move', true],
		['copy', false],
	] as const) {
		app.post<OfAgent & { Body: Transfer }>(
			`${BASE}/${verb}`,
			{ schema: { body: fields({ from: filled, to: filled }, 'from', 'to') } },
			(request, reply) => {
				treeOf(request).transfer(request.body.from, request.body.to, moves);
				return reply.code(204).send();
			},
		);
	}
	app.delete<OfAgent & { Querystring: Query }>(
		BASE,
		{ schema: { querystring: fields({ path: filled, recursive: flag }, 'path') } },
		(request) => {
			const { path, recursive } = request.query;
			return data({ deleted: treeOf(request).remove(path!, recursive === 'true') });
		},
	);
};

function treeOfAgent({ store }: Context, agentId: string): FileTree {
	return new FileTree(store, find(store.agents, agentId, 'agent').id);
}

/** A file without its content, which only reading it gives. */
function shown(file: AgentFile): object {
	return without(file, 'content');
}

function readLines(tree: FileTree, { path, line_offset = '0', line_limit }: Query): object {
	const file = tree.at(path!);
	const lines = file.content.split('\n');
	const from = Number(line_offset);
	const to = line_limit === undefined ? lines.length : from + Number(line_limit);
	return {
		file: shown(file),
		content: lines.slice(from, to).join('\n'),
		total_lines: lines.length,
		truncated: to < lines.length,
	};
}

function linesWith({ path, content, is_dir }: AgentFile, query: string): object[] {
	if (is_dir) return [];
	return content
		.split('\n')
		.flatMap((line, index) => (line.includes(query) ? [{ path, line_number: index + 1, line }] : []));
}

/** `*` is any part of a name, `**` any path, `?` one character. */
function globExpression(pattern: string): RegExp {
	const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
	const parts: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
	return new RegExp(`^${escaped.replace(/\*\*\/|\*\*|\*|\?/g, (part) => parts[part])}$`);
}
