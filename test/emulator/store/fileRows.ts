import type { JsonObject } from '../core/schema';
import type { Owned } from './rows';
import type { Row } from './table';

/** A file or folder in the tree that an agent of the second generation has. */
export interface AgentFile extends Owned {
	agent_id: string;
	/** From the root, such as `/notes/today.md`; the root itself is not stored. */
	path: string;
	parent_path: string;
	name: string;
	is_dir: boolean;
	content: string;
	size_bytes: number;
	mime_type: string | null;
	metadata: JsonObject | null;
	last_writer_kind: 'agent' | 'user' | 'trigger';
}

/** A file that a run made. */
export interface Asset extends Owned {
	type: string;
	provider: string;
	model: string | null;
	file_name: string;
	file_size: number;
	mime_type: string;
	storage_path: string;
	prompt: string | null;
	config: JsonObject | null;
	execution_id: string | null;
	agent_id: string | null;
	created_by_id: string | null;
	/** What the storage holds of it, in base64; not shown. */
	bytes: string;
}

/** A thumb that somebody gave an answer in a chat; one for each execution. */
export interface Feedback extends Row {
	session_id: string;
	execution_id: string;
	value: 1 | -1;
}
