import type { AddressInfo } from 'node:net';

import type { Context } from './context';
import { Clock } from './core/clock';
import { Faults } from './core/faults';
import { Recorder } from './core/recorder';
import { Runs } from './engine/runs';
import { helpers } from './helpers';
import { Outbound } from './outbound/outbound';
import { a2a, apiRoutes, hooks } from './routes';
import { seed } from './seed';
import { createApp } from './server/app';
import { addControl, CONTROL_PREFIX } from './server/control';
import { limitRate, refuseLookalikes, refuseUnknownQueries, requireJson, requireKey } from './server/guard';
import { observe } from './server/observe';
import { namePages } from './server/namePages';
import { createStorage } from './server/storage';
import { answerUnknown } from './server/unknown';
import { Store } from './store/store';
import type { EmulatorOptions, Settings } from './settings';
import type { Emulator } from './types';

export type {
	Answerer,
	Asked,
	Emulator,
	EmulatorOptions,
	FaultRule,
	Generation,
	RateLimit,
	RecordedRequest,
} from './types';
export type { EventShape, OutboundEvent } from './outbound/types';
export type { StreamShape } from './stream/shape';

/** The key that opens an emulator unless it is given another one. */
const DEFAULT_API_KEY = 'pr_key_emulator';

const DAY_MS = 24 * 3_600_000;

/** Starts a PromptRails API on the loopback interface. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const { apiKey = DEFAULT_API_KEY, generation = 1 } = options;
	const settings = defaultSettings(options);
	const [clock, recorder, faults] = [new Clock(), new Recorder(), new Faults()];
	const store = new Store(() => settings.clockSkewMs);
	const outbound = new Outbound(store, settings);
	const { app, compile } = createApp(() => `req_${store.ids.next()}`);
	const runs = new Runs(store, clock, settings);
	const context: Context = { generation, store, settings, clock, compile, runs, storageUrl: '' };
	const storage = createStorage(context, recorder, faults);
	context.runs.onPause = (approval) => outbound.announce(approval);

	observe(app, context, recorder, faults);
	limitRate(app, context);
	answerUnknown(app);
	app.get('/health', () => ({ status: 'ok', version: 'emulator' }));
	app.register(
		async (api) => {
			requireKey(api, apiKey, context);
			refuseLookalikes(api, context);
			requireJson(api);
			refuseUnknownQueries(api);
			namePages(api, context);
			for (const routes of apiRoutes(generation)) routes(api, context);
		},
		{ prefix: '/api/v1' },
	);
	app.register(
		async (rpc) => {
			requireKey(rpc, apiKey, context);
			refuseUnknownQueries(rpc);
			a2a(rpc, context);
		},
		{ prefix: '/a2a' },
	);
	app.register(async (open) => hooks(open, context));
	app.register(
		async (control) => {
			requireJson(control);
			addControl(control, () => emulator);
		},
		{ prefix: CONTROL_PREFIX },
	);
	if (options.log) {
		app.addHook('onResponse', async ({ record }, reply) => {
			if (record)
				console.log(
					`${record.method} ${record.path} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms`,
				);
		});
	}

	const emulator: Emulator = {
		url: '',
		apiKey,
		generation,
		settings,
		store,
		ids: seed(context),
		requests: (filter) => recorder.find(filter),
		clearRequests: () => recorder.clear(),
		fault: (rule) => faults.add(rule),
		clearFaults: () => faults.clear(),
		...helpers(context, outbound),
		runSettled: async (executionId) => {
			await context.runs.get(executionId)?.settled;
		},
		reset: () => {
			context.runs.clear();
			clock.clear();
			faults.clear();
			recorder.clear();
			outbound.clear();
			restore(settings, defaultSettings(options));
			seed(context);
		},
		close: async () => {
			context.runs.clear();
			clock.stop();
			await Promise.all([app.close(), storage.close()]);
		},
	};
	context.storageUrl = await storage.listen();
	await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	emulator.url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
	return emulator;
}

// Settings without a default are absent at the start.
function restore(settings: Settings, defaults: Settings): void {
	for (const name of Object.keys(settings)) if (!(name in defaults)) delete settings[name as keyof Settings];
	Object.assign(settings, defaults);
}

function defaultSettings({ latencyMs = 0, longRunMs = 3000, oddities = [] }: EmulatorOptions): Settings {
	return {
		latencyMs,
		longRunMs,
		asyncRunMs: 150,
		streamDeltaMs: 30,
		streamHeartbeatMs: 1000,
		executeIdField: 'execution_id',
		chatReplyShape: 'message',
		cancelRoute: false,
		approvalTtlMs: DAY_MS,
		expiredStatus: 'expired',
		expiredExecution: 'failed',
		clockSkewMs: 0,
		hookSignature: 'hex',
		oddities: new Set(oddities),
	};
}
