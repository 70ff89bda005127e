import { join, resolve } from 'node:path';

/** The repository's own folder. */
export const REPOSITORY = resolve(__dirname, '..', '..');

/** Ignored folder that keeps installed hosts between runs; several clones may share one. */
export const HOST_FOLDER = resolve(process.env.N8N_HOST_FOLDER ?? join(REPOSITORY, '.n8n-host'));

/** Ignored folder for the packed package. */
export const PACKAGE_FOLDER = join(REPOSITORY, '.n8n-host', 'package');
