const MB = 1024 * 1024;

/** Largest bodies that are read, in bytes after decompression. Files have no limit: they are not kept in memory. */
export const LARGEST_BODY = { json: 50 * MB, error: MB, events: 50 * MB };

/** A size in bytes as messages show it. */
export const inMegabytes = (bytes: number): string => `${bytes / MB} MB`;

/** Most levels of objects and lists in an answer: n8n and JSON.stringify fail on values that are much deeper. */
export const DEEPEST = 500;

/** Codes of answers that are refused because of their size or depth. */
export const TOO_LARGE = 'ERR_BODY_TOO_LARGE';
export const TOO_DEEP = 'ERR_BODY_TOO_DEEP';
