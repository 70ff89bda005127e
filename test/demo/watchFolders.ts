import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Watches a folder and every folder in it, also those that are made later. Each has a watcher of its own: on Linux, the
 * recursive one of Node 20 loses a file that is replaced by another one, as many editors and git save it.
 * @param changed hears the path of each file that was written, made, replaced or removed
 * @returns what ends it
 */
export function watchFolders(root: string, changed: (path: string) => void): () => void {
	const watchers = new Map<string, FSWatcher>();
	const forget = (folder: string): void => {
		watchers.get(folder)?.close();
		watchers.delete(folder);
	};
	const add = (folder: string, hear: (path: string) => void): void => {
		if (watchers.has(folder)) return;
		const watcher = watch(folder, (_event, name) => name !== null && look(join(folder, name), changed));
		watchers.set(
			folder,
			watcher.on('error', () => forget(folder)),
		);
		for (const name of readdirSync(folder)) look(join(folder, name), hear);
	};
	const look = (path: string, hear: (path: string) => void): void => {
		const found = statSync(path, { throwIfNoEntry: false });
		if (found?.isDirectory()) add(path, hear);
		else {
			if (!found) forget(path);
			hear(path);
		}
	};
	add(root, () => undefined);
	return () => {
		for (const folder of [...watchers.keys()]) forget(folder);
	};
}
