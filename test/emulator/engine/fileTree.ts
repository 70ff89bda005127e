import { ApiError, badRequest, notFound } from '../core/errors';
import type { AgentFile } from '../store/fileRows';
import type { Store } from '../store/store';

const ROOT = '/';

/** What is written into a file. */
export interface Writing {
	path: string;
	content: string;
	mode?: 'overwrite' | 'append';
	mime_type?: string;
}

/** The files of one agent: a tree whose folders come into being with what is put into them. */
export class FileTree {
	constructor(
		private readonly store: Store,
		private readonly agentId: string,
	) {}

	/** What is at a path. Throws a 404 when there is nothing. */
	at(raw: string): AgentFile {
		const file = this.lookUp(normal(raw));
		if (!file) throw notFound('file');
		return file;
	}

	/** What is in a folder, by path; with everything below it when `deep`. */
	within(raw = ROOT, deep = true): AgentFile[] {
		const folder = normal(raw);
		if (folder !== ROOT && !this.at(folder).is_dir) throw badRequest('path', 'is not a folder');
		return this.all().filter(({ path, parent_path }) =>
			deep ? isBelow(path, folder) : parent_path === folder,
		);
	}

	write({ path: raw, content, mode = 'overwrite', mime_type }: Writing): AgentFile {
		const path = normal(raw);
		if (path === ROOT || this.lookUp(path)?.is_dir) throw badRequest('path', 'is a folder');
		const present = this.lookUp(path) ?? this.insert(path, false);
		const text = mode === 'append' ? present.content + content : content;
		return this.store.files.update(present, {
			content: text,
			size_bytes: Buffer.byteLength(text),
			mime_type: mime_type ?? present.mime_type ?? 'text/plain',
			updated_at: this.store.now().toISOString(),
		});
	}

	makeFolder(raw: string): AgentFile {
		const path = normal(raw);
		if (path === ROOT || this.lookUp(path)) throw new ApiError(409, `${path} exists already`);
		return this.insert(path, true);
	}

	/** Puts a file, or a folder with all that is in it, where nothing is yet; the original goes when `moves`. */
	transfer(rawFrom: string, rawTo: string, moves: boolean): void {
		const [from, to] = [this.at(rawFrom), normal(rawTo)];
		if (to === ROOT || this.lookUp(to)) throw new ApiError(409, `${to} exists already`);
		if (isBelow(to, from.path)) throw badRequest('to', 'is inside of what is to be put there');
		for (const file of [from, ...this.contents(from)]) {
			const { content, size_bytes, mime_type } = file;
			const copy = this.insert(to + file.path.slice(from.path.length), file.is_dir);
			this.store.files.update(copy, { content, size_bytes, mime_type });
			if (moves) this.store.files.delete(file.id);
		}
	}

	/** Deletes a file or folder and says how many files and folders went with that. */
	remove(raw: string, deep: boolean): number {
		const file = this.at(raw);
		const contents = this.contents(file);
		if (contents.length > 0 && !deep)
			throw badRequest('recursive', 'must be true for a folder that is not empty');
		for (const { id } of [file, ...contents]) this.store.files.delete(id);
		return contents.length + 1;
	}

	bytesUsed(): number {
		return this.all().reduce((total, { size_bytes }) => total + size_bytes, 0);
	}

	private contents({ path, is_dir }: AgentFile): AgentFile[] {
		return is_dir ? this.within(path) : [];
	}

	private all(): AgentFile[] {
		return this.store.files
			.where(({ agent_id }) => agent_id === this.agentId)
			.sort((a, b) => (a.path < b.path ? -1 : 1));
	}

	private lookUp(path: string): AgentFile | undefined {
		return this.store.files.where((file) => file.agent_id === this.agentId && file.path === path)[0];
	}

	private insert(path: string, is_dir: boolean): AgentFile {
		const cut = path.lastIndexOf('/');
		const parent_path = path.slice(0, cut) || ROOT;
		const parent = this.lookUp(parent_path);
		if (parent && !parent.is_dir) throw badRequest('path', `leads through ${parent_path}, which is a file`);
		if (!parent && parent_path !== ROOT) this.insert(parent_path, true);
		return this.store.files.insert({
			...this.store.ownedStamp(),
			agent_id: this.agentId,
			path,
			parent_path,
			name: path.slice(cut + 1),
			is_dir,
			content: '',
			size_bytes: 0,
			mime_type: null,
			metadata: null,
			last_writer_kind: 'user',
		});
	}
}

const isBelow = (path: string, folder: string): boolean =>
	path.startsWith(folder === ROOT ? ROOT : `${folder}/`);

/** A path without a slash at its end. Throws a 400 for one that is relative or climbs. */
function normal(raw: string): string {
	const names = raw.split('/').slice(1);
	if (names.at(-1) === '') names.pop();
	if (!raw.startsWith(ROOT) || names.some((name) => ['', '.', '..'].includes(name)))
		throw badRequest('path', 'must be absolute, such as /notes/today.md');
	return ROOT + names.join('/');
}
