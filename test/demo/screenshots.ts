/**
 * Takes the pictures of docs/ from a real n8n, light and dark: `npm run screenshots [-- name…]`.
 * `--operations` takes those of every operation's parameters instead, into an ignored folder; `--to folder` says where.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HOST_FOLDER, REPOSITORY, step } from '../host';
import { withEditor } from '../host/screenshot';
import { startInstance, type Instance } from './instance';
import { cameraOf, type Take } from './pictures/camera';
import { examples } from './pictures/examples';
import { asked } from './pictures/asked';
import { chatFilm } from './pictures/chatFilm';
import { agentFilm } from './pictures/films';
import { gate } from './pictures/gate';
import { agentExecute, everyNode, subNodes, triggers } from './pictures/nodes';
import { operations } from './pictures/operations';
import { PANEL } from './pictures/panels';
import { states } from './pictures/states';
import { streamingChat } from './pictures/streamingChat';
import { firstAgent, openServer } from './server';

/** In this order: the last one slows the emulator down. */
const FOR_DOCS: Record<string, Take> = {
	agentExecute,
	everyNode,
	triggers,
	subNodes,
	gate,
	examples,
	asked,
	agentFilm,
	chatFilm,
	streamingChat,
};
const FOR_REVIEW: Record<string, Take> = { operations, states };
/** A busy machine makes a browser miss a deadline now and then. */
const TRIES = 2;

async function photographed(name: string, take: Take, instance: Instance, folder: string): Promise<boolean> {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		try {
			await step(`Photographing ${name}`, () =>
				withEditor(instance.client, PANEL, (page) => take(instance, cameraOf(page, folder))),
			);
			return true;
		} catch (error) {
			console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return false;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { operations: { type: 'boolean' }, to: { type: 'string' } },
		allowPositionals: true,
	});
	const takes = values.operations ? FOR_REVIEW : FOR_DOCS;
	const names = positionals.length > 0 ? positionals : Object.keys(takes);
	const unknown = names.filter((name) => !(name in takes));
	if (unknown.length > 0) {
		throw new Error(`No picture ${unknown.join(', ')}; there are ${Object.keys(takes).join(', ')}`);
	}
	const usual = values.operations ? join(HOST_FOLDER, 'screenshots', 'operations') : join(REPOSITORY, 'docs');
	const server = await openServer(process.env);
	const instance = await startInstance(server, await firstAgent(server));
	const failed: string[] = [];
	try {
		for (const name of names) {
			const done = await photographed(name, takes[name], instance, values.to ?? usual);
			if (!done) failed.push(name);
		}
	} finally {
		await instance.close();
	}
	if (failed.length > 0) throw new Error(`Not taken: ${failed.join(', ')}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
